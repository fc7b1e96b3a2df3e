/** Generated from ../openapi.yaml by build/codegen/generate.ts. Change that document, not this file. */
export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the service answers. */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Starts a sign-in from an ID token.
         * @description One account that the identity opens gives a session, several an offer, none a request to link. Accounts that
         *     are disabled or whose single sign-on is off count as none, and the answer says so (403). The `nonce` of the
         *     ID token is base64url(SHA-256(nonceSecret)), both as ASCII, and begins one sign-in for good: an ID token that
         *     the provider refreshed with the nonce of a former one is refused (401).
         */
        post: operations["startSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-ins/choose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Opens one account of an offer.
         * @description The choice must be in the offer of this ticket, and still be open at this moment. Only the account that is
         *     opened gets a link. A refused choice leaves the ticket usable.
         */
        post: operations["chooseAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sign-ins/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Links the identity of this attempt to an account by its username and password, and opens it.
         * @description Account and organization are looked at only after the password was right. A wrong password leaves the ticket
         *     usable. By password an identity links to one account, and an account takes one identity of each provider;
         *     more are added from the settings of the account (`addLink`). The loser of a race gets `already-linked`.
         */
        post: operations["linkIdentity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs in with a Sonar username and password.
         * @description Opens accounts whose single sign-on is off, too. An unknown username and a wrong password are one answer.
         */
        post: operations["signInWithPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A fresh access token and the next refresh token.
         * @description The refresh token that was sent is used up. `reverify-required` uses nothing up: re-verify, then refresh with
         *     the same token.
         *
         *     The answer may have been lost. So the last token but one, whose successor was never used, is answered again with
         *     the same successor and a fresh access token: within 2 minutes of its first use, twice at most; with the
         *     proof of the session's key twice more within 24 hours. Losing answers is rare: of two tokens in a row that
         *     are asked for again the second is not answered (the third, with the key and within the 2 minutes). Each repetition
         *     is recorded (`session-refreshed`, detail `repeated`). Any other use of a used token ends the session for
         *     everybody (`refresh-token-reused`), for two have it. What is kept for this is the successor, sealed with the old
         *     token, until the successor is used and for 24 hours at most.
         *
         *     A refresh token of a bound session without a proof, or with another key, is `session-ended`, too. It is
         *     recorded (`session-key-refused`), uses nothing up and ends nothing: who has copied a token must not be able to
         *     sign its owner out. A token from before the session was bound, used already and not by the key, ends it.
         */
        post: operations["refreshSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/reverify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Proves the identity of a session again with a fresh ID token.
         * @description The ID token must be of the same identity with a newer `iat` than the last one. A refreshed ID token normally
         *     has no `nonce`: absent or unchanged is right. After a new sign-in at the provider send its `nonceSecret` too.
         *     Only that, with a nonce that was never used before, counts as a fresh proof.
         *     Uses no refresh token up, and asks for the proof of the session's key as `refreshSession` does. The same ID token
         *     again gives the same answer.
         */
        post: operations["reverifySession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a session. Also succeeds for one that is unknown or has ended, and needs no proof of a key. */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/sign-out-everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends every session of this account, this one included. */
        post: operations["signOutEverywhere"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends the session that the access token belongs to, and no other.
         * @description For a device that signs out and cannot read its refresh token. Also works while the account is closed. Not by the token of a softphone (`insufficient-scope`).
         */
        delete: operations["endMySession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account that is signed in. */
        get: operations["getMyAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/security": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which addresses and identities open this account. */
        get: operations["getMySecurity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Links one more identity to this account, from its settings.
         * @description A link of the same identity that was removed comes back as a new one, with an `id` of its own; a link made by
         *     match becomes one made from settings and still
         *     ends with the address it was made by. Linking adds no e-mail address to the account. Needs a fresh proof,
         *     which is looked at before the ID token: after `reverify-required` the same ID token is still good.
         */
        post: operations["addLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/links/told": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says that the owner of this account has seen its new links on this device.
         * @description From here on they are no longer among the `newLinks` of this account on the device of this session. Links that
         *     were told before, and those of other accounts, are passed over.
         */
        post: operations["markLinksTold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/links/{linkId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Unlinks one identity from this account.
         * @description Ends the sessions that this identity has on this account, the current one too if it is one of them. The
         *     address alone does not bring the link back. Without `force` the last way into an account is not removed.
         */
        delete: operations["removeLink"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/providers/{provider}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Unlinks every identity of one provider from this account.
         * @description As `removeLink` for each of them, all or none. Turning a provider on is `addLink`.
         */
        put: operations["turnOffProvider"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The devices this account is signed in on. */
        get: operations["getMyDevices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/devices/{deviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends every session of this account on one device. */
        delete: operations["signOutDevice"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/softphone-token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An access token for the softphone, which can do no more than a softphone needs.
         * @description It has the scope `softphone`: `getMyAccount` and `provisionSoftphone`, nothing else, this operation included. It
         *     lives as long as an access token and ends with its session. Each call issues one of its own, which is kept nowhere.
         */
        post: operations["issueSoftphoneToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/me/provisioning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Short-lived credentials for the softphone. */
        post: operations["provisionSoftphone"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which addresses and identities open which accounts of the organization, risky ones first. */
        get: operations["getReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization/accounts/{accountId}/sso": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Turns single sign-on of one account on or off.
         * @description Needs a fresh proof.
         */
        put: operations["setAccountSso"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization/addresses/{addressId}/purpose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Says whether an address signs in or receives notifications only.
         * @description Notifications only ends the links of the account that matching this address made, or would have made when they
         *     were added from the settings, and their sessions. Needs a fresh proof.
         */
        put: operations["setAddressPurpose"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization/links/{linkId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Removes a link of an account of the organization, and ends its sessions.
         * @description Needs a fresh proof.
         */
        delete: operations["removeReviewedLink"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization/recycled/{recycledId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decides about an address that came back with another identity.
         * @description Approve: the address belongs to the new identity now, on the accounts of this organization; the links there that
         *     others got by matching it, or would have got, are removed, and a third identity is recycled again. Refuse: the new
         *     identity never matches this address on an account of this organization. Other organizations decide for
         *     themselves. Either way the password still links. Needs a fresh proof.
         */
        post: operations["decideRecycledAddress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The review as CSV (RFC 4180, UTF-8 with byte order mark), safe to open in a spreadsheet.
         * @description A cell that a spreadsheet would read as a formula starts with an apostrophe. Needs a fresh proof.
         */
        get: operations["exportReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organization/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened in the organization, newest first, 50 at a time. */
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Id: string;
        /**
         * Format: date-time
         * @description ISO 8601 in UTC.
         */
        Timestamp: string;
        /**
         * Format: date
         * @description ISO 8601, a day in UTC: the minute of each renewal would tell a thief when to come.
         */
        Day: string;
        /** @enum {string} */
        Provider: "google" | "microsoft";
        /**
         * @description How an identity came to be linked.
         * @enum {string}
         */
        LinkedBy: "match" | "password" | "settings";
        /** @enum {string} */
        AddressPurpose: "sign-in" | "notifications-only";
        /** @description An ID token as the provider issued it. */
        IdToken: string;
        /** @description At least 256 random bits in base64url; the `nonce` of the ID token is base64url(SHA-256) of this text. */
        NonceSecret: string;
        /** @description Opaque; visible ASCII. */
        Token: string;
        Username: string;
        /** @description What a person or an organization is called; may be empty. */
        Name: string;
        /** @description Empty for an account without one. */
        Extension: string;
        /** @description A `Username` as it is shown; may be empty. */
        ShownUsername: string;
        /** @description An e-mail address as its provider or the organization writes it. */
        Email: string;
        OptionalEmail: components["schemas"]["Email"] | null;
        DeviceName: string;
        Platform: string;
        AppVersion: string;
        Cursor: string;
        Password: string;
        /** @enum {string} */
        ProblemCode: "identity-not-verified" | "clock-skew" | "account-disabled" | "sso-turned-off" | "sso-not-enabled" | "wrong-credentials" | "too-many-tries" | "already-linked" | "ticket-expired" | "not-in-offer" | "session-ended" | "reverify-required" | "access-token-expired" | "insufficient-scope" | "not-office-manager" | "not-found" | "last-way-in" | "bad-request" | "idempotency-key-reused" | "service-unavailable" | "internal-error";
        /** @description Problem details (RFC 9457). */
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            /** @description For developers and logs; never shown. */
            detail?: string;
            code: components["schemas"]["ProblemCode"];
            /** @description With `wrong-credentials`, the tries left when they are three or fewer, else null. */
            triesLeft?: number | null;
            retryAt?: components["schemas"]["Timestamp"];
            /**
             * Format: uri
             * @description With `sso-not-enabled`, where to ask for the pilot.
             */
            pilotUrl?: string;
        };
        Health: {
            /** @constant */
            status: "ok";
        };
        Organization: {
            id: components["schemas"]["Id"];
            name: components["schemas"]["Name"];
        };
        Account: {
            id: components["schemas"]["Id"];
            name: components["schemas"]["Name"];
            organization: components["schemas"]["Organization"];
            extension: components["schemas"]["Extension"];
            username: components["schemas"]["ShownUsername"];
            isOfficeManager: boolean;
        };
        MyAccount: {
            id: components["schemas"]["Id"];
            name: components["schemas"]["Name"];
            organization: components["schemas"]["Organization"];
            extension: components["schemas"]["Extension"];
            username: components["schemas"]["ShownUsername"];
            isOfficeManager: boolean;
            sso: {
                on: boolean;
                /**
                 * @description Why it is off; null when it is on.
                 * @enum {string|null}
                 */
                reason: "sso-turned-off" | "sso-not-enabled" | null;
            };
        };
        /**
         * @description Who the provider says somebody is, for people to read; never a key. `email` is everywhere (labels, links, review,
         *     export, audit) an address that the provider vouches for (Google: `email_verified` is `true`; Microsoft: `xms_edov`
         *     is `true` or `"1"`), else the name that the identity signs in with (Microsoft: `preferred_username`), else null. A
         *     tenant of Microsoft may put any address into `email`, and people decide by what they are shown.
         */
        IdentityLabel: {
            provider: components["schemas"]["Provider"];
            email: components["schemas"]["OptionalEmail"];
        };
        /** @description The device a session is on; `id` is a UUID that the app made for itself. */
        Device: {
            /** Format: uuid */
            id: string;
            name: string;
            platform: string;
            appVersion: string;
        };
        StartSignIn: {
            idToken: components["schemas"]["IdToken"];
            nonceSecret: components["schemas"]["NonceSecret"];
            device: components["schemas"]["Device"];
        };
        ChooseAccount: {
            ticket: components["schemas"]["Token"];
            accountId: components["schemas"]["Id"];
        };
        LinkIdentity: {
            ticket: components["schemas"]["Token"];
            username: components["schemas"]["Username"];
            password: components["schemas"]["Password"];
        };
        SignInWithPassword: {
            username: components["schemas"]["Username"];
            password: components["schemas"]["Password"];
            device: components["schemas"]["Device"];
        };
        RefreshToken: {
            refreshToken: components["schemas"]["Token"];
        };
        ReverifySession: {
            refreshToken: components["schemas"]["Token"];
            idToken: components["schemas"]["IdToken"];
            nonceSecret?: components["schemas"]["NonceSecret"];
        };
        AddLink: {
            idToken: components["schemas"]["IdToken"];
            nonceSecret: components["schemas"]["NonceSecret"];
        };
        TurnOffProvider: {
            /** @constant */
            on: false;
        };
        SetAccountSso: {
            on: boolean;
        };
        SetAddressPurpose: {
            purpose: components["schemas"]["AddressPurpose"];
        };
        DecideRecycledAddress: {
            /** @enum {string} */
            decision: "approve" | "refuse";
        };
        Session: {
            sessionId: components["schemas"]["Id"];
            accessToken: components["schemas"]["Token"];
            /** @description Seconds; 30 days at most. */
            accessTokenExpiresIn: number;
            refreshToken: components["schemas"]["Token"];
            account: components["schemas"]["Account"];
            /** @description Null for a session opened with the Sonar password. */
            identity: components["schemas"]["IdentityLabel"] | null;
            /** @description Null for a session opened with the Sonar password. */
            linkedBy: components["schemas"]["LinkedBy"] | null;
            /** @description When the identity was last proved; null for a password session. */
            verifiedAt: components["schemas"]["Timestamp"] | null;
            /** @description When the app should have proved the identity again (`verifiedAt` + 12 h); null for a password session. */
            reverifyBy: components["schemas"]["Timestamp"] | null;
            /** @description From when a refresh is refused with `reverify-required` (`reverifyBy` + 72 h of grace); null for a password session. */
            reverifyRequiredAt: components["schemas"]["Timestamp"] | null;
            /**
             * @description The label this identity had before its provider renamed it; told once, by the sign-in that noticed. That an
             *     address is vouched for no more, or is now, is no rename.
             */
            emailRenamedFrom: components["schemas"]["Email"] | null;
            /**
             * @description Links of this account that were made since and are not told on this device yet, oldest first; told again by
             *     each sign-in and refresh until `markLinksTold`. A device that is new to the account has none, and the link
             *     that a sign-in on this device made is no news here; one that was added from the settings on it is. A hundred
             *     at a time.
             */
            newLinks: components["schemas"]["NewLink"][];
        };
        NewLink: {
            id: components["schemas"]["Id"];
            provider: components["schemas"]["Provider"];
            email: components["schemas"]["OptionalEmail"];
            linkedBy: components["schemas"]["LinkedBy"];
            linkedAt: components["schemas"]["Timestamp"];
            /** @description The name of the device that made it. */
            device: components["schemas"]["DeviceName"] | null;
        };
        ToldLinks: {
            linkIds: components["schemas"]["Id"][];
        };
        SoftphoneToken: {
            accessToken: components["schemas"]["Token"];
            /** @description Seconds; 30 days at most. */
            accessTokenExpiresIn: number;
        };
        SessionOutcome: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            outcome: "session";
            session: components["schemas"]["Session"];
        };
        OfferOutcome: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            outcome: "offer";
            ticket: components["schemas"]["Token"];
            expiresAt: components["schemas"]["Timestamp"];
            identity: components["schemas"]["IdentityLabel"];
            accounts: components["schemas"]["Account"][];
        };
        LinkRequiredOutcome: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            outcome: "link-required";
            ticket: components["schemas"]["Token"];
            expiresAt: components["schemas"]["Timestamp"];
            identity: components["schemas"]["IdentityLabel"];
            /** @enum {string} */
            reason: "no-account" | "address-recycled" | "link-removed" | "not-authoritative";
        };
        SignInOutcome: components["schemas"]["SessionOutcome"] | components["schemas"]["OfferOutcome"] | components["schemas"]["LinkRequiredOutcome"];
        /** @description The proof of a session. `email` is the label that this ID token gives, as in `IdentityLabel`; null when it gives none. */
        Verification: {
            verifiedAt: components["schemas"]["Timestamp"];
            reverifyBy: components["schemas"]["Timestamp"];
            reverifyRequiredAt: components["schemas"]["Timestamp"];
            email: components["schemas"]["OptionalEmail"];
            emailRenamedFrom: components["schemas"]["OptionalEmail"];
        };
        SignedOutEverywhere: {
            ended: number;
        };
        ProviderTurnedOff: {
            removed: number;
        };
        Address: {
            id: components["schemas"]["Id"];
            email: components["schemas"]["Email"];
            purpose: components["schemas"]["AddressPurpose"];
            /** @description How many accounts of this organization the address opens, this one included. */
            opens: number;
            /** @description Whether it opens an account of another organization. */
            alsoElsewhere: boolean;
            warnings: ("several-addresses" | "shared-address" | "outside-domain")[];
        };
        Link: {
            id: components["schemas"]["Id"];
            provider: components["schemas"]["Provider"];
            email: components["schemas"]["OptionalEmail"];
            linkedBy: components["schemas"]["LinkedBy"];
            linkedAt: components["schemas"]["Timestamp"];
            lastUsedAt: components["schemas"]["Day"] | null;
            /** @description Whether this session was opened with it. */
            current: boolean;
        };
        AccountSecurity: {
            addresses: components["schemas"]["Address"][];
            links: components["schemas"]["Link"][];
            hasPassword: boolean;
            organizationProviders: components["schemas"]["Provider"][];
        };
        /**
         * @description A device of the account. `id` is a name of the service's own for it, and never the one that the device signs in
         *     with: whoever knew that could sign in as the device and acknowledge its new links in its place.
         */
        DeviceEntry: {
            /** Format: uuid */
            id: string;
            name: components["schemas"]["DeviceName"];
            platform: components["schemas"]["Platform"];
            appVersion: components["schemas"]["AppVersion"];
            signedInAt: components["schemas"]["Timestamp"];
            lastSeenAt: components["schemas"]["Timestamp"];
            current: boolean;
        };
        Devices: {
            devices: components["schemas"]["DeviceEntry"][];
        };
        /** @description RFC 3261 section 19.1. */
        SipUri: string;
        Provisioning: {
            sipAddress: components["schemas"]["SipUri"];
            registrar: components["schemas"]["SipUri"];
            username: string;
            password: string;
            expiresAt: components["schemas"]["Timestamp"];
        };
        ReviewAddress: {
            addressId: components["schemas"]["Id"];
            email: components["schemas"]["Email"];
            notificationsOnly: boolean;
            /** @description The other accounts of this organization that the address opens. */
            alsoOpens: components["schemas"]["Id"][];
            /** @description Whether it also opens an account elsewhere. */
            alsoElsewhere: boolean;
            /** @description Whether its domain is not one of the organization's. */
            outsideDomain: boolean;
        };
        ReviewLink: {
            linkId: components["schemas"]["Id"];
            provider: components["schemas"]["Provider"];
            email: components["schemas"]["OptionalEmail"];
            linkedBy: components["schemas"]["LinkedBy"];
            linkedAt: components["schemas"]["Timestamp"];
            lastUsedAt: components["schemas"]["Day"] | null;
        };
        ReviewRow: {
            accountId: components["schemas"]["Id"];
            name: components["schemas"]["Name"];
            username: components["schemas"]["ShownUsername"];
            extension: components["schemas"]["Extension"];
            /** @enum {string} */
            sso: "on" | "off";
            disabled: boolean;
            addresses: components["schemas"]["ReviewAddress"][];
            links: components["schemas"]["ReviewLink"][];
            risks: ("several-addresses" | "shared-address" | "outside-domain" | "address-recycled")[];
        };
        RecycledAddress: {
            id: components["schemas"]["Id"];
            email: components["schemas"]["Email"];
            provider: components["schemas"]["Provider"];
            accountIds: components["schemas"]["Id"][];
            seenAt: components["schemas"]["Timestamp"];
        };
        Review: {
            rows: components["schemas"]["ReviewRow"][];
            recycled: components["schemas"]["RecycledAddress"][];
        };
        AuditEvent: {
            id: components["schemas"]["Id"];
            at: components["schemas"]["Timestamp"];
            /** @description A person as the organization knows them: an account or the label of an identity. */
            who: string;
            /** @description An action of `AuditAction`; a newer service may name others. */
            what: components["schemas"]["AuditAction"] | string;
            accountId: components["schemas"]["Id"] | null;
            /** @description The name of the device. */
            device: components["schemas"]["DeviceName"] | null;
            /** @description For developers; ends in `(N times)` where events are counted together. */
            detail: string | null;
        };
        /** @enum {string} */
        AuditAction: "signed-in" | "sign-in-refused" | "password-refused" | "offered" | "link-required" | "linked" | "link-removed" | "link-ended" | "provider-turned-off" | "session-refreshed" | "session-ended" | "refresh-token-reused" | "session-key-refused" | "reverified" | "reverify-refused" | "signed-out" | "signed-out-everywhere" | "device-signed-out" | "softphone-token-issued" | "new-links-told" | "provisioned" | "account-sso-changed" | "address-purpose-changed" | "address-recycled" | "recycled-decided" | "review-exported" | "changed-by-operator";
        AuditPage: {
            events: components["schemas"]["AuditEvent"][];
            /** @description What to send as `before` for the next page; null on the last. */
            next: components["schemas"]["Cursor"] | null;
        };
    };
    responses: {
        /** @description The account is open. */
        Session: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Session"];
            };
        };
        /** @description Done. No content. */
        Done: {
            headers: {
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The request is not as described here (`bad-request`). */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The ID token proves nothing (`identity-not-verified`), or its times lie in the future (`clock-skew`). A token that was used before is not verified either. */
        IdentityNotVerified: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Username and password do not belong together (`wrong-credentials`), whether or not the username exists. */
        WrongCredentials: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The account is turned off (`account-disabled`), or single sign-on does not open it (`sso-turned-off` for the account, `sso-not-enabled` for the organization). With the access token of a softphone, what it may not do (`insufficient-scope`). */
        AccountClosed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This is the access token of a softphone (`insufficient-scope`). */
        NotForSoftphones: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nobody has proved this session in person in the last ten minutes (`reverify-required`), or the account is closed (`account-disabled`, `sso-turned-off`, `sso-not-enabled`), or this is the access token of a softphone (`insufficient-scope`). */
        NotProvedOrClosed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Nobody has proved this session in person in the last ten minutes (`reverify-required`), or this account is not an office manager (`not-office-manager`) or is closed (`account-disabled`, `sso-turned-off`, `sso-not-enabled`), or this is the access token of a softphone (`insufficient-scope`). */
        NotProvedOrNotOfficeManager: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The identity is linked meanwhile, or the account has an identity of this provider linked by password already (`already-linked`). */
        AlreadyLinked: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The account has no password and this is its last link (`last-way-in`). */
        LastWayIn: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The ticket is unknown, used, or older than ten minutes (`ticket-expired`). */
        TicketExpired: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many wrong passwords (`too-many-tries`); says when to try again. */
        TooManyTries: {
            headers: {
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The session is unknown or has ended (`session-ended`). A definite answer. */
        SessionEnded: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No good access token. Refresh on `access-token-expired`; `session-ended` is definite. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This account is not an office manager (`not-office-manager`), or is closed (`account-disabled`, `sso-turned-off`, `sso-not-enabled`); or this is the access token of a softphone (`insufficient-scope`). */
        NotOfficeManager: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is nothing here that this account may see (`not-found`). */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key was used for another request (`idempotency-key-reused`). */
        IdempotencyKeyReused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The service, its database or the keys of a provider cannot be reached (`service-unavailable`). Nothing was changed; try again with the same `Idempotency-Key`. */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something is wrong with the service (`internal-error`). Nothing was changed. */
        Unexpected: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description A random UUID for one intended write; the same for its repetitions.
         * @example 0b5c1f3e-9d0a-4a55-8f0e-6a5d1d1c2b3a
         */
        IdempotencyKey: string;
        /**
         * @description Proves the key of the device (RFC 9449). Absent from apps older than 0.2; their sessions are not bound.
         * @example eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2In0.e30.c2lnbmF0dXJl
         */
        Proof: string;
        LinkId: components["schemas"]["Id"];
        DeviceId: string;
        AccountId: components["schemas"]["Id"];
        AddressId: components["schemas"]["Id"];
        RecycledId: components["schemas"]["Id"];
        Provider: components["schemas"]["Provider"];
        /** @description True once the person has read that this is the last way into the account. */
        Force: "true" | "false";
    };
    requestBodies: never;
    headers: {
        /** @description Seconds until it is worth trying again (RFC 9110 section 10.2.3). */
        RetryAfter: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["BadRequest"];
            default: components["responses"]["Unexpected"];
        };
    };
    startSignIn: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A random UUID for one intended write; the same for its repetitions.
                 * @example 0b5c1f3e-9d0a-4a55-8f0e-6a5d1d1c2b3a
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description Proves the key of the device (RFC 9449). Absent from apps older than 0.2; their sessions are not bound.
                 * @example eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2In0.e30.c2lnbmF0dXJl
                 */
                DPoP?: components["parameters"]["Proof"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartSignIn"];
            };
        };
        responses: {
            /** @description A session, an offer, or a request to link. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInOutcome"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["IdentityNotVerified"];
            403: components["responses"]["AccountClosed"];
            422: components["responses"]["IdempotencyKeyReused"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    chooseAccount: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A random UUID for one intended write; the same for its repetitions.
                 * @example 0b5c1f3e-9d0a-4a55-8f0e-6a5d1d1c2b3a
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description Proves the key of the device (RFC 9449). Absent from apps older than 0.2; their sessions are not bound.
                 * @example eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2In0.e30.c2lnbmF0dXJl
                 */
                DPoP?: components["parameters"]["Proof"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChooseAccount"];
            };
        };
        responses: {
            200: components["responses"]["Session"];
            400: components["responses"]["BadRequest"];
            /** @description The account is not in this offer, or was closed since (`not-in-offer`, `account-disabled`, `sso-turned-off`, `sso-not-enabled`). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            410: components["responses"]["TicketExpired"];
            422: components["responses"]["IdempotencyKeyReused"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    linkIdentity: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A random UUID for one intended write; the same for its repetitions.
                 * @example 0b5c1f3e-9d0a-4a55-8f0e-6a5d1d1c2b3a
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description Proves the key of the device (RFC 9449). Absent from apps older than 0.2; their sessions are not bound.
                 * @example eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2In0.e30.c2lnbmF0dXJl
                 */
                DPoP?: components["parameters"]["Proof"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkIdentity"];
            };
        };
        responses: {
            200: components["responses"]["Session"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["WrongCredentials"];
            403: components["responses"]["AccountClosed"];
            409: components["responses"]["AlreadyLinked"];
            410: components["responses"]["TicketExpired"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["TooManyTries"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    signInWithPassword: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A random UUID for one intended write; the same for its repetitions.
                 * @example 0b5c1f3e-9d0a-4a55-8f0e-6a5d1d1c2b3a
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
                /**
                 * @description Proves the key of the device (RFC 9449). Absent from apps older than 0.2; their sessions are not bound.
                 * @example eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2In0.e30.c2lnbmF0dXJl
                 */
                DPoP?: components["parameters"]["Proof"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInWithPassword"];
            };
        };
        responses: {
            201: components["responses"]["Session"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["WrongCredentials"];
            403: components["responses"]["AccountClosed"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["TooManyTries"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    refreshSession: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Proves the key of the device (RFC 9449). Absent from apps older than 0.2; their sessions are not bound.
                 * @example eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2In0.e30.c2lnbmF0dXJl
                 */
                DPoP?: components["parameters"]["Proof"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshToken"];
            };
        };
        responses: {
            200: components["responses"]["Session"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["SessionEnded"];
            /** @description The account is closed (`account-disabled`, `sso-turned-off`, `sso-not-enabled`), or the identity was last proved too long ago (`reverify-required`). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    reverifySession: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Proves the key of the device (RFC 9449). Absent from apps older than 0.2; their sessions are not bound.
                 * @example eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2In0.e30.c2lnbmF0dXJl
                 */
                DPoP?: components["parameters"]["Proof"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReverifySession"];
            };
        };
        responses: {
            /** @description Proved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The session has ended (`session-ended`), or the ID token does not prove its identity (`identity-not-verified`, `clock-skew`). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["AccountClosed"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshToken"];
            };
        };
        responses: {
            204: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    signOutEverywhere: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A random UUID for one intended write; the same for its repetitions.
                 * @example 0b5c1f3e-9d0a-4a55-8f0e-6a5d1d1c2b3a
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How many ended. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedOutEverywhere"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AccountClosed"];
            422: components["responses"]["IdempotencyKeyReused"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    endMySession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NotForSoftphones"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    getMyAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account, and whether single sign-on works for it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyAccount"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AccountClosed"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    getMySecurity: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Addresses with their warnings, links, and what else opens the account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountSecurity"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AccountClosed"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    addLink: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A random UUID for one intended write; the same for its repetitions.
                 * @example 0b5c1f3e-9d0a-4a55-8f0e-6a5d1d1c2b3a
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddLink"];
            };
        };
        responses: {
            /** @description Linked. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The session (`access-token-expired`, `session-ended`) or the ID token (`identity-not-verified`, `clock-skew`) is not good. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["NotProvedOrClosed"];
            409: components["responses"]["AlreadyLinked"];
            422: components["responses"]["IdempotencyKeyReused"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    markLinksTold: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A random UUID for one intended write; the same for its repetitions.
                 * @example 0b5c1f3e-9d0a-4a55-8f0e-6a5d1d1c2b3a
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToldLinks"];
            };
        };
        responses: {
            204: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AccountClosed"];
            422: components["responses"]["IdempotencyKeyReused"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    removeLink: {
        parameters: {
            query?: {
                /** @description True once the person has read that this is the last way into the account. */
                force?: components["parameters"]["Force"];
            };
            header: {
                /**
                 * @description A random UUID for one intended write; the same for its repetitions.
                 * @example 0b5c1f3e-9d0a-4a55-8f0e-6a5d1d1c2b3a
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                linkId: components["parameters"]["LinkId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AccountClosed"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["LastWayIn"];
            422: components["responses"]["IdempotencyKeyReused"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    turnOffProvider: {
        parameters: {
            query?: {
                /** @description True once the person has read that this is the last way into the account. */
                force?: components["parameters"]["Force"];
            };
            header: {
                /**
                 * @description A random UUID for one intended write; the same for its repetitions.
                 * @example 0b5c1f3e-9d0a-4a55-8f0e-6a5d1d1c2b3a
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                provider: components["parameters"]["Provider"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TurnOffProvider"];
            };
        };
        responses: {
            /** @description How many links were removed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderTurnedOff"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AccountClosed"];
            409: components["responses"]["LastWayIn"];
            422: components["responses"]["IdempotencyKeyReused"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    getMyDevices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Last seen first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Devices"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AccountClosed"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    signOutDevice: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A random UUID for one intended write; the same for its repetitions.
                 * @example 0b5c1f3e-9d0a-4a55-8f0e-6a5d1d1c2b3a
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                deviceId: components["parameters"]["DeviceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AccountClosed"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["IdempotencyKeyReused"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    issueSoftphoneToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Issued. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SoftphoneToken"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AccountClosed"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    provisionSoftphone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where to register, and with what, until when. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Provisioning"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["AccountClosed"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    getReview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One row an account, and the recycled addresses to decide about. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NotOfficeManager"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    setAccountSso: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A random UUID for one intended write; the same for its repetitions.
                 * @example 0b5c1f3e-9d0a-4a55-8f0e-6a5d1d1c2b3a
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                accountId: components["parameters"]["AccountId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetAccountSso"];
            };
        };
        responses: {
            204: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NotProvedOrNotOfficeManager"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["IdempotencyKeyReused"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    setAddressPurpose: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A random UUID for one intended write; the same for its repetitions.
                 * @example 0b5c1f3e-9d0a-4a55-8f0e-6a5d1d1c2b3a
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                addressId: components["parameters"]["AddressId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetAddressPurpose"];
            };
        };
        responses: {
            204: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NotProvedOrNotOfficeManager"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["IdempotencyKeyReused"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    removeReviewedLink: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A random UUID for one intended write; the same for its repetitions.
                 * @example 0b5c1f3e-9d0a-4a55-8f0e-6a5d1d1c2b3a
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                linkId: components["parameters"]["LinkId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NotProvedOrNotOfficeManager"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["IdempotencyKeyReused"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    decideRecycledAddress: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description A random UUID for one intended write; the same for its repetitions.
                 * @example 0b5c1f3e-9d0a-4a55-8f0e-6a5d1d1c2b3a
                 */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                recycledId: components["parameters"]["RecycledId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideRecycledAddress"];
            };
        };
        responses: {
            204: components["responses"]["Done"];
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NotProvedOrNotOfficeManager"];
            404: components["responses"]["NotFound"];
            422: components["responses"]["IdempotencyKeyReused"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    exportReview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One line for each address and each link of an account. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NotProvedOrNotOfficeManager"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
    getAudit: {
        parameters: {
            query?: {
                /** @description The `next` of the page before. */
                before?: components["schemas"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["NotOfficeManager"];
            503: components["responses"]["Unavailable"];
            default: components["responses"]["Unexpected"];
        };
    };
}
