/** Somebody with an account at a stand-in, as its directory knows them. */
export interface Person {
  /** The sandbox's own handle; never on the wire to the app. */
  readonly key: string;
  /** The `sub` claim: what the account is, whatever its address. */
  readonly subject: string;
  /** Null: the account has no address. */
  readonly email: string | null;
  readonly name: string;
  /** Everything else the provider says of them: `hd`, `email_verified`, `tid`, `oid`, `xms_edov` … */
  readonly claims: Readonly<Record<string, string | boolean>>;
}

/** A person and what has happened to their account at the provider. */
export interface DirectoryEntry extends Person {
  /** Turned off by their organization: neither signs in nor renews. */
  readonly disabled: boolean;
  /** Left the directory: gone from the picker as well, as after a recycled address. */
  readonly departed: boolean;
  /** The next renewal is refused until the person was seen in the browser. */
  readonly interactionRequired: boolean;
}
