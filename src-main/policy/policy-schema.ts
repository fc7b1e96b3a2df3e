import { providerNames, providers } from '../../preload/contract/providers.ts';
import type { Locale } from '../../preload/contract/state.ts';
import { productIdentity } from '../product.ts';
import { definitions } from '../providers/all.ts';
import type { PolicyDefinition, Texts } from './policy-definition.ts';

const bothLevels = ['enforced', 'default'] as const;
const enforcedOnly = ['enforced'] as const;
const anyScope = ['machine', 'user'] as const;

function inEveryLanguage(text: string): Texts {
  return { en: text, 'fr-CA': text, es: text };
}

function anyProvider(locale: Locale): string {
  const list = new Intl.ListFormat(locale, { type: 'disjunction' });
  return list.format(Object.values(providerNames));
}

/** For each provider that knows organizations: the list of those whose people may sign in. */
const organizationPolicies = Object.values(definitions).flatMap(({ organizations }) => {
  if (organizations === null) return [];
  const { format, ...policy } = organizations.policy;
  return {
    ...policy,
    type: { kind: 'list', format, maximumItems: 100 } as const,
    whenBroken: [],
    levels: bothLevels,
    scopes: anyScope,
  };
});

/**
 * Every policy key, once: templates for Windows, macOS and Linux, the table for administrators, the types and the checks
 * all come from this list. After a change run `node scripts/policy/generate.ts`.
 */
export const policySchema = [
  {
    key: 'AllowedProviders',
    field: 'allowedProviders',
    type: {
      kind: 'choices',
      choices: providers.map((value) => ({ value, text: inEveryLanguage(providerNames[value]) })),
      fallback: providers,
    },
    whenBroken: [],
    levels: bothLevels,
    scopes: anyScope,
    example: ['microsoft'],
    title: {
      en: 'Allowed providers',
      'fr-CA': 'Fournisseurs autorisés',
      es: 'Proveedores permitidos',
    },
    help: {
      en: `Providers that may be used to sign in: ${providers.join(', ')}. A provider that is not listed cannot be started in any way.`,
      'fr-CA': `Fournisseurs utilisables pour la connexion : ${providers.join(', ')}. Un fournisseur absent de la liste ne peut être démarré d’aucune façon.`,
      es: `Proveedores con los que se puede iniciar sesión: ${providers.join(', ')}. Un proveedor que no figura en la lista no puede iniciarse de ningún modo.`,
    },
  },
  ...organizationPolicies,
  {
    key: 'SsoRequired',
    field: 'ssoRequired',
    type: { kind: 'boolean', fallback: false },
    whenBroken: true,
    levels: enforcedOnly,
    scopes: anyScope,
    example: true,
    title: {
      en: 'Single sign-on required',
      'fr-CA': 'Authentification unique obligatoire',
      es: 'Inicio de sesión único obligatorio',
    },
    help: {
      en: 'On: people sign in with an allowed provider only, whatever PasswordSignInAllowed says. The Sonar password still proves an account when an identity is linked to it.',
      'fr-CA':
        'Activé : la connexion passe seulement par un fournisseur autorisé, quelle que soit la valeur de PasswordSignInAllowed. Le mot de passe Sonar sert encore de preuve lorsqu’une identité est liée à un compte.',
      es: 'Activado: solo se inicia sesión con un proveedor permitido, diga lo que diga PasswordSignInAllowed. La contraseña de Sonar sigue demostrando una cuenta cuando se vincula una identidad.',
    },
  },
  {
    key: 'PasswordSignInAllowed',
    field: 'passwordAllowed',
    type: { kind: 'boolean', fallback: true },
    whenBroken: false,
    levels: bothLevels,
    scopes: anyScope,
    example: false,
    title: {
      en: 'Sign in with the Sonar password allowed',
      'fr-CA': 'Connexion par mot de passe Sonar autorisée',
      es: 'Inicio de sesión con la contraseña de Sonar permitido',
    },
    help: {
      en: 'Off: the form for Sonar username and password is locked on the sign-in screen.',
      'fr-CA':
        'Désactivé : le formulaire nom d’utilisateur et mot de passe Sonar est verrouillé à l’écran de connexion.',
      es: 'Desactivado: el formulario de usuario y contraseña de Sonar queda bloqueado en la pantalla de inicio de sesión.',
    },
  },
  {
    key: 'BreakGlassAllowed',
    field: 'breakGlassAllowed',
    type: { kind: 'boolean', fallback: false },
    // A way around a lock is open only where somebody has clearly opened it.
    whenBroken: false,
    levels: enforcedOnly,
    scopes: ['machine'],
    example: true,
    title: {
      en: 'One-time codes allowed',
      'fr-CA': 'Codes à usage unique autorisés',
      es: 'Códigos de un solo uso permitidos',
    },
    help: {
      en: 'On: for a day on which the provider is down, an office manager or support can issue a code that signs one person in once on one computer, also where SsoRequired is on. Off: no code is taken or issued on this computer. Machine policy only.',
      'fr-CA':
        'Activé : pour un jour où le fournisseur est en panne, un responsable de bureau ou le soutien peut émettre un code qui connecte une personne une seule fois sur un seul ordinateur, même si SsoRequired est activé. Désactivé : aucun code n’est accepté ni émis sur cet ordinateur. Stratégie de l’ordinateur seulement.',
      es: 'Activado: para un día en que el proveedor no funciona, una persona responsable de la oficina o soporte puede emitir un código con el que una persona inicia sesión una vez en un equipo, también con SsoRequired activado. Desactivado: en este equipo no se acepta ni se emite ningún código. Solo como directiva del equipo.',
    },
  },
  {
    key: 'LinkingAllowed',
    field: 'linkingAllowed',
    type: { kind: 'boolean', fallback: true },
    whenBroken: false,
    strictWhenUnread: true,
    levels: bothLevels,
    scopes: anyScope,
    example: false,
    title: {
      en: 'People may link and unlink identities',
      'fr-CA': 'Les personnes peuvent lier et délier des identités',
      es: 'Las personas pueden vincular y desvincular identidades',
    },
    help: {
      en: 'Off: no identity can be linked or unlinked from this computer; identities that are already linked still sign in.',
      'fr-CA':
        'Désactivé : aucune identité ne peut être liée ou déliée depuis cet ordinateur; celles qui sont déjà liées permettent encore la connexion.',
      es: 'Desactivado: no se puede vincular ni desvincular ninguna identidad desde este equipo; las ya vinculadas siguen sirviendo para iniciar sesión.',
    },
  },
  {
    key: 'RememberedChoiceAllowed',
    field: 'rememberAllowed',
    type: { kind: 'boolean', fallback: true },
    whenBroken: false,
    levels: bothLevels,
    scopes: anyScope,
    example: false,
    title: {
      en: 'Remember the chosen account',
      'fr-CA': 'Mémoriser le compte choisi',
      es: 'Recordar la cuenta elegida',
    },
    help: {
      en: 'Off and enforced: the app always asks which account to open. Off as a default: the tick starts empty and the person may set it.',
      'fr-CA':
        'Désactivé et imposé : l’application demande toujours quel compte ouvrir. Désactivé par défaut : la case est vide au départ et la personne peut la cocher.',
      es: 'Desactivado e impuesto: la aplicación pregunta siempre qué cuenta abrir. Desactivado por defecto: la casilla empieza vacía y la persona puede marcarla.',
    },
  },
  {
    key: 'AccountHint',
    field: 'accountHint',
    type: { kind: 'text', format: 'account-hint', maximumLength: 254 },
    // A hint locks nothing; without one the person types the address.
    whenBroken: '',
    levels: bothLevels,
    scopes: anyScope,
    example: 'example.com',
    title: {
      en: 'Account or organization hint',
      'fr-CA': 'Suggestion de compte ou d’organisation',
      es: 'Sugerencia de cuenta u organización',
    },
    help: {
      en: 'E-mail address or domain that is suggested to the provider, or auto for the address with which the person is logged on to this computer, where the system knows one. A hint only; what is allowed is decided by the lists of tenants and domains.',
      'fr-CA':
        'Adresse courriel ou domaine suggéré au fournisseur, ou auto pour l’adresse avec laquelle la personne a ouvert sa session sur cet ordinateur, si le système en connaît une. Simple suggestion; ce qui est permis dépend des listes de locataires et de domaines.',
      es: 'Dirección de correo o dominio que se sugiere al proveedor, o auto para la dirección con la que la persona ha iniciado sesión en este equipo, si el sistema conoce una. Solo una sugerencia; lo permitido lo deciden las listas de inquilinos y dominios.',
    },
  },
  {
    key: 'StartSignIn',
    field: 'startSignIn',
    type: {
      kind: 'choice',
      choices: [
        {
          value: 'off',
          text: {
            en: 'Off: the person begins',
            'fr-CA': 'Désactivé : la personne commence',
            es: 'Desactivado: empieza la persona',
          },
        },
        {
          value: 'once',
          text: {
            en: 'Once: at the very first start',
            'fr-CA': 'Une fois : au tout premier démarrage',
            es: 'Una vez: en el primer inicio',
          },
        },
      ],
      fallback: 'off',
    },
    // A browser that opens by itself is what somebody has to have asked for.
    whenBroken: 'off',
    levels: bothLevels,
    scopes: anyScope,
    example: 'once',
    title: {
      en: 'Begin the first sign-in by itself',
      'fr-CA': 'Commencer seule la première connexion',
      es: 'Empezar por sí sola el primer inicio de sesión',
    },
    help: {
      en: 'once: at the very first start for a person the browser opens by itself, where exactly one provider is allowed. off: the person begins. Not used on a shared computer, where each start would be a first one.',
      'fr-CA':
        'once : au tout premier démarrage pour une personne, le navigateur s’ouvre de lui-même, si un seul fournisseur est autorisé. off : la personne commence. Sans effet sur un ordinateur partagé, où chaque démarrage serait le premier.',
      es: 'once: en el primer inicio de una persona, el navegador se abre por sí solo si solo se permite un proveedor. off: empieza la persona. No se usa en un equipo compartido, donde cada inicio sería el primero.',
    },
  },
  {
    key: 'PreferredAccount',
    field: 'preferredAccount',
    type: { kind: 'text', format: 'username', maximumLength: 256 },
    // A preference locks nothing; without one the person chooses.
    whenBroken: '',
    levels: bothLevels,
    scopes: anyScope,
    example: 'reception',
    title: {
      en: 'Preferred account',
      'fr-CA': 'Compte préféré',
      es: 'Cuenta preferida',
    },
    help: {
      en: 'Sonar username of the account that is opened when a first sign-in offers several and this one is among them. As a default: what the person chose counts more. Enforced: it is opened whatever they chose.',
      'fr-CA':
        'Nom d’utilisateur Sonar du compte à ouvrir lorsqu’une première connexion en offre plusieurs et qu’il en fait partie. Par défaut : le choix de la personne l’emporte. Imposé : il est ouvert quel que soit son choix.',
      es: 'Usuario de Sonar de la cuenta que se abre cuando un primer inicio de sesión ofrece varias y esta es una de ellas. Por defecto: cuenta más lo que la persona eligió. Impuesto: se abre haya elegido lo que haya elegido.',
    },
  },
  {
    key: 'SwitchingAllowed',
    field: 'switchingAllowed',
    type: { kind: 'boolean', fallback: true },
    whenBroken: false,
    strictWhenUnread: true,
    levels: bothLevels,
    scopes: anyScope,
    example: false,
    title: {
      en: 'People may switch accounts',
      'fr-CA': 'Les personnes peuvent changer de compte',
      es: 'Las personas pueden cambiar de cuenta',
    },
    help: {
      en: 'Off: one account at a time. While somebody is signed in, no other account can be opened or added, neither from the window nor from the tray, the menu or the softphone; after signing out, any account may sign in.',
      'fr-CA':
        'Désactivé : un compte à la fois. Tant qu’une personne est connectée, aucun autre compte ne peut être ouvert ni ajouté, que ce soit depuis la fenêtre, la zone de notification, le menu ou le téléphone; après la déconnexion, tout compte peut se connecter.',
      es: 'Desactivado: una cuenta a la vez. Mientras alguien tenga la sesión iniciada no se puede abrir ni añadir otra cuenta, ni desde la ventana ni desde la bandeja, el menú o el teléfono; tras cerrar la sesión puede iniciarla cualquier cuenta.',
    },
  },
  {
    key: 'KeepSignedIn',
    field: 'keepSignedIn',
    type: { kind: 'boolean', fallback: true },
    whenBroken: false,
    levels: bothLevels,
    scopes: anyScope,
    example: false,
    title: {
      en: 'Keep people signed in',
      'fr-CA': 'Garder la session ouverte',
      es: 'Mantener la sesión iniciada',
    },
    help: {
      en: 'Off: a shared computer. Nothing of the person is kept after quit, screen lock or IdleMinutes, and Microsoft is asked to have the person sign in again each time. Google asks for no password while its session in the browser lasts: clear the browser when it closes.',
      'fr-CA':
        'Désactivé : ordinateur partagé. Rien n’est conservé après la fermeture, le verrouillage de l’écran ou IdleMinutes, et Microsoft est prié de faire reconnecter la personne chaque fois. Google ne demande pas de mot de passe tant que sa session dure dans le navigateur : effacez les données du navigateur à sa fermeture.',
      es: 'Desactivado: equipo compartido. No se conserva nada de la persona tras salir, bloquear la pantalla o pasar IdleMinutes, y a Microsoft se le pide cada vez que la persona vuelva a iniciar sesión. Google no pide la contraseña mientras dure su sesión en el navegador: borra los datos del navegador al cerrarlo.',
    },
  },
  {
    key: 'PrivateBrowserWindow',
    field: 'privateBrowserWindow',
    type: { kind: 'boolean', fallback: true },
    whenBroken: true,
    levels: bothLevels,
    scopes: anyScope,
    example: false,
    title: {
      en: 'Private browser window on a shared computer',
      'fr-CA': 'Fenêtre privée du navigateur sur un ordinateur partagé',
      es: 'Ventana privada del navegador en un equipo compartido',
    },
    help: {
      en: 'On: a sign-in opens in a private window of the browser, where the browser is known to have one, so that nothing of the person stays in it. Used only while KeepSignedIn is off.',
      'fr-CA':
        'Activé : la connexion s’ouvre dans une fenêtre privée du navigateur, s’il est connu pour en offrir une, afin que rien de la personne n’y reste. Utilisé seulement si KeepSignedIn est désactivé.',
      es: 'Activado: el inicio de sesión se abre en una ventana privada del navegador, si se sabe que la tiene, para que no quede en él nada de la persona. Solo se usa con KeepSignedIn desactivado.',
    },
  },
  {
    key: 'IdleMinutes',
    field: 'idleMinutes',
    type: { kind: 'integer', minimum: 0, maximum: 1440, fallback: 15, unit: 'minutes' },
    // The shortest time; 0 would be never.
    whenBroken: 1,
    levels: bothLevels,
    scopes: anyScope,
    example: 10,
    title: {
      en: 'Idle time on a shared computer (minutes)',
      'fr-CA': 'Inactivité sur un ordinateur partagé (minutes)',
      es: 'Inactividad en un equipo compartido (minutos)',
    },
    help: {
      en: 'Minutes without input after which a shared computer signs out. 0: never. Used only while KeepSignedIn is off.',
      'fr-CA':
        'Minutes sans activité après lesquelles un ordinateur partagé se déconnecte. 0 : jamais. Utilisé seulement si KeepSignedIn est désactivé.',
      es: 'Minutos sin actividad tras los que un equipo compartido cierra la sesión. 0: nunca. Solo se usa con KeepSignedIn desactivado.',
    },
  },
  {
    key: 'MaximumSessionHours',
    field: 'maxSessionHours',
    type: { kind: 'integer', minimum: 0, maximum: 8760, fallback: 0, unit: 'hours' },
    // The shortest time; 0 would be no limit.
    whenBroken: 1,
    levels: bothLevels,
    scopes: anyScope,
    example: 168,
    title: {
      en: 'Maximum session age (hours)',
      'fr-CA': 'Durée maximale d’une session (heures)',
      es: 'Duración máxima de una sesión (horas)',
    },
    help: {
      en: 'Hours after which a session ends and the person signs in again. 0: no such limit.',
      'fr-CA':
        'Heures après lesquelles une session prend fin et la personne se reconnecte. 0 : aucune limite.',
      es: 'Horas tras las que una sesión termina y la persona vuelve a iniciarla. 0: sin límite.',
    },
  },
  {
    key: 'ReverifyHours',
    field: 'reverifyHours',
    type: { kind: 'integer', minimum: 1, maximum: 168, fallback: 12, unit: 'hours' },
    whenBroken: 1,
    levels: bothLevels,
    scopes: anyScope,
    example: 8,
    title: {
      en: 'Confirmation by the provider (hours)',
      'fr-CA': 'Confirmation par le fournisseur (heures)',
      es: 'Confirmación del proveedor (horas)',
    },
    // When it is asked for: what joins the names takes as long as half a frame to load.
    get help() {
      return {
        en: `Hours between two silent confirmations by ${anyProvider('en')} that the person still has access.`,
        'fr-CA': `Heures entre deux confirmations silencieuses, par ${anyProvider('fr-CA')}, que la personne a toujours accès.`,
        es: `Horas entre dos confirmaciones silenciosas de ${anyProvider('es')} de que la persona conserva el acceso.`,
      };
    },
  },
  {
    key: 'CallbackPorts',
    field: 'callbackPorts',
    type: { kind: 'text', format: 'port-range', maximumLength: 11 },
    // Ports on loopback lock nobody out and let nobody in; without one nobody could sign in.
    whenBroken: '',
    levels: bothLevels,
    scopes: anyScope,
    example: '49200-49299',
    title: {
      en: 'Ports for the answer from the browser',
      'fr-CA': 'Ports pour la réponse du navigateur',
      es: 'Puertos para la respuesta del navegador',
    },
    help: {
      en: 'First and last loopback port, such as 49200-49299 (1024 to 65535). Not set: any free port. Nothing outside this computer can reach them.',
      'fr-CA':
        'Premier et dernier port de bouclage, par exemple 49200-49299 (1024 à 65535). Non défini : n’importe quel port libre. Rien hors de cet ordinateur ne peut les joindre.',
      es: 'Primer y último puerto de bucle local, por ejemplo 49200-49299 (1024 a 65535). Sin definir: cualquier puerto libre. Nada fuera de este equipo puede alcanzarlos.',
    },
  },
  {
    key: 'SonarBaseUrl',
    field: 'sonarBaseUrl',
    type: { kind: 'text', format: 'service-address', maximumLength: 255 },
    // Passwords of this organization must reach no other service, so the built-in one is none to fall back to.
    whenBroken: 'no-start',
    levels: enforcedOnly,
    scopes: ['machine'],
    example: 'https://sonar.example.com',
    title: {
      en: 'Address of the Sonar service',
      'fr-CA': 'Adresse du service Sonar',
      es: 'Dirección del servicio Sonar',
    },
    help: {
      en: 'https address of the Sonar service, with or without /v1 at its end. Machine policy only. Not set: the address that is built into the app. With one that cannot be used the app does not start.',
      'fr-CA':
        'Adresse https du service Sonar, avec ou sans /v1 à la fin. Stratégie de l’ordinateur seulement. Non défini : l’adresse intégrée à l’application. Avec une adresse inutilisable, l’application ne démarre pas.',
      es: 'Dirección https del servicio Sonar, con o sin /v1 al final. Solo como directiva del equipo. Sin definir: la dirección incorporada en la aplicación. Con una que no se puede usar, la aplicación no se inicia.',
    },
  },
  {
    key: 'NotificationsAllowed',
    field: 'notificationsAllowed',
    type: { kind: 'boolean', fallback: true },
    whenBroken: false,
    levels: bothLevels,
    scopes: anyScope,
    example: false,
    title: {
      en: 'Notifications',
      'fr-CA': 'Notifications',
      es: 'Notificaciones',
    },
    help: {
      en: 'Whether the app notifies the person when an account needs them. Enforced: locks the person’s setting. As a default: what the setting starts with.',
      'fr-CA':
        'L’application avise ou non la personne lorsqu’un compte a besoin d’elle. Imposé : verrouille le réglage de la personne. Par défaut : valeur de départ du réglage.',
      es: 'Si la aplicación avisa a la persona cuando una cuenta la necesita. Impuesto: bloquea su ajuste. Por defecto: el valor inicial del ajuste.',
    },
  },
  {
    key: 'StartWithComputer',
    field: 'startWithComputer',
    type: { kind: 'boolean', fallback: false },
    // What nobody has asked for does not run by itself.
    whenBroken: false,
    levels: bothLevels,
    scopes: anyScope,
    example: true,
    title: {
      en: 'Start with the computer',
      'fr-CA': 'Démarrer avec l’ordinateur',
      es: 'Iniciar con el equipo',
    },
    help: {
      en: 'Whether the app starts, without its window, when the person logs on to the computer. Enforced: locks the person’s setting. As a default: what the setting starts with.',
      'fr-CA':
        'L’application démarre ou non, sans sa fenêtre, à l’ouverture de session sur l’ordinateur. Imposé : verrouille le réglage de la personne. Par défaut : valeur de départ du réglage.',
      es: 'Si la aplicación se inicia, sin su ventana, cuando la persona inicia sesión en el equipo. Impuesto: bloquea su ajuste. Por defecto: el valor inicial del ajuste.',
    },
  },
  {
    key: 'DiagnosticsExportAllowed',
    field: 'diagnosticsAllowed',
    type: { kind: 'boolean', fallback: true },
    whenBroken: false,
    levels: bothLevels,
    scopes: anyScope,
    example: false,
    title: {
      en: 'Copying and saving details for support allowed',
      'fr-CA': 'Copie et enregistrement des détails pour le soutien autorisés',
      es: 'Copiar y guardar detalles para soporte permitido',
    },
    help: {
      en: 'Off: the person cannot copy the details for support, which begin with the message for an administrator, nor save a support bundle; --support-bundle writes none.',
      'fr-CA':
        'Désactivé : la personne ne peut ni copier les détails pour le soutien, qui commencent par le message pour l’administrateur, ni enregistrer un dossier d’assistance; --support-bundle n’en écrit aucun.',
      es: 'Desactivado: la persona no puede copiar los detalles para soporte, que empiezan con el mensaje para el administrador, ni guardar un paquete de asistencia; --support-bundle no escribe ninguno.',
    },
  },
  {
    key: 'ProxyMode',
    field: 'proxyMode',
    type: {
      kind: 'choice',
      choices: [
        {
          value: 'system',
          text: { en: 'As the system', 'fr-CA': 'Comme le système', es: 'Como el sistema' },
        },
        { value: 'direct', text: { en: 'No proxy', 'fr-CA': 'Sans proxy', es: 'Sin proxy' } },
      ],
      fallback: 'system',
    },
    // To go around the proxy of the system would be the looser side.
    whenBroken: 'system',
    levels: bothLevels,
    scopes: anyScope,
    example: 'direct',
    title: { en: 'Proxy', 'fr-CA': 'Serveur proxy', es: 'Proxy' },
    help: {
      en: 'system: the proxy, PAC file or WPAD of the operating system. direct: no proxy at all.',
      'fr-CA':
        'system : proxy, fichier PAC ou WPAD du système d’exploitation. direct : aucun proxy.',
      es: 'system: el proxy, archivo PAC o WPAD del sistema operativo. direct: ningún proxy.',
    },
  },
  {
    key: 'CertificateMode',
    field: 'certificateMode',
    type: {
      kind: 'choice',
      choices: [
        {
          value: 'system',
          text: {
            en: 'Roots that this computer trusts',
            'fr-CA': 'Racines approuvées par cet ordinateur',
            es: 'Raíces en las que confía este equipo',
          },
        },
        {
          value: 'public',
          text: {
            en: 'Public roots only',
            'fr-CA': 'Racines publiques seulement',
            es: 'Solo raíces públicas',
          },
        },
      ],
      fallback: 'system',
    },
    whenBroken: 'public',
    levels: bothLevels,
    scopes: anyScope,
    example: 'public',
    title: { en: 'Certificates', 'fr-CA': 'Certificats', es: 'Certificados' },
    help: {
      en: 'system: also roots that an administrator installed, as an inspecting proxy needs. public: a certificate from such a root is refused.',
      'fr-CA':
        'system : aussi les racines installées par un administrateur, nécessaires à un proxy d’inspection. public : un certificat d’une telle racine est refusé.',
      es: 'system: también las raíces instaladas por un administrador, como las que necesita un proxy de inspección. public: se rechaza un certificado de tales raíces.',
    },
  },
  {
    key: 'Languages',
    field: 'locales',
    type: {
      kind: 'choices',
      choices: [
        { value: 'en', text: { en: 'English', 'fr-CA': 'Anglais', es: 'Inglés' } },
        {
          value: 'fr-CA',
          text: { en: 'French (Canada)', 'fr-CA': 'Français (Canada)', es: 'Francés (Canadá)' },
        },
        { value: 'es', text: { en: 'Spanish', 'fr-CA': 'Espagnol', es: 'Español' } },
      ],
      fallback: ['en', 'fr-CA', 'es'],
    },
    // A language locks nothing, and the person who is to ask the administrator must be able to read the window.
    whenBroken: ['en', 'fr-CA', 'es'],
    levels: bothLevels,
    scopes: anyScope,
    example: ['fr-CA', 'en'],
    title: { en: 'Languages', 'fr-CA': 'Langues', es: 'Idiomas' },
    help: {
      en: 'Languages that people may choose: en, fr-CA, es. The first one is used when the system’s language is not among them.',
      'fr-CA':
        'Langues offertes : en, fr-CA, es. La première est utilisée si la langue du système n’en fait pas partie.',
      es: 'Idiomas que se pueden elegir: en, fr-CA, es. El primero se usa cuando el del sistema no está entre ellos.',
    },
  },
  {
    key: 'UpdateChannel',
    field: 'updateChannel',
    type: {
      kind: 'choice',
      choices: [
        { value: 'latest', text: { en: 'Latest', 'fr-CA': 'Plus récente', es: 'Más reciente' } },
        { value: 'beta', text: { en: 'Beta', 'fr-CA': 'Bêta', es: 'Beta' } },
        {
          value: 'off',
          text: {
            en: 'Off: software distribution updates the app',
            'fr-CA': 'Désactivé : mise à jour par la distribution de logiciels',
            es: 'Desactivado: actualiza la distribución de software',
          },
        },
      ],
      fallback: 'latest',
    },
    whenBroken: 'off',
    strictWhenUnread: true,
    levels: bothLevels,
    scopes: anyScope,
    example: 'off',
    title: { en: 'Update channel', 'fr-CA': 'Canal de mise à jour', es: 'Canal de actualización' },
    help: {
      en: 'latest, beta, or off when the app never looks for updates by itself.',
      'fr-CA':
        'latest, beta, ou off pour que l’application ne cherche jamais de mise à jour elle-même.',
      es: 'latest, beta, u off para que la aplicación nunca busque actualizaciones por sí misma.',
    },
  },
] as const satisfies readonly PolicyDefinition[];

/** Where policies live on each system (product names, never translated). */
export const policyPlaces = {
  registryKey: productIdentity.registryKey,
  registryDefaultsKey: `${productIdentity.registryKey}\\Defaults`,
  preferencesDomain: productIdentity.appId,
  managedPreferencesDirectory: '/Library/Managed Preferences',
  linuxDirectory: productIdentity.linuxPolicyDirectory,
  /** The name under which every source keeps the values of level *default*. */
  defaultsKey: 'Defaults',
} as const;
