import type { Messages } from './en.ts';

/** Spanish: the words of a window's first picture and of what is said there. */
export const es: Messages = {
  // On the way to being signed in.
  'provider.unknown': 'tu proveedor',
  'action.sign-in-with': 'Iniciar sesión con {provider}',
  'language.label': 'Idioma',
  'help.open': 'Ayuda',
  'policy.managed': 'Administrado por tu organización',
  'policy.unread': 'Bloqueado hasta que Sonar pueda leer la configuración',
  'verb.cancel': 'Cancelar',
  'verb.back': 'Volver',

  'starting.title': 'Sonar',
  'starting.text': 'Iniciando…',

  'signed-out.title': 'Inicia sesión en Sonar',
  'signed-out.text': 'Usa la cuenta que te dio tu organización.',
  'signed-out.text-add': 'Agrega otra cuenta en este equipo.',
  'signed-out.text-returning': 'Hola de nuevo. Continúa con tu cuenta o usa otra.',
  'signed-out.microsoft-hint': 'Cuenta profesional o educativa (Office 365)',
  'signed-out.or': 'o',
  'signed-out.password-form': 'Iniciar sesión con un usuario de Sonar',
  'signed-out.code-form': 'Usar un código de un solo uso',
  'signed-out.code': 'Código de un solo uso',
  'signed-out.code-text':
    'Cuando {anyProvider} no responde, la persona responsable de tu oficina o el soporte de Sonar puede darte un código. Sirve una vez, en este equipo, durante doce horas como máximo.',
  'signed-out.username': 'Usuario de Sonar',
  'signed-out.password': 'Contraseña',
  'signed-out.submit': 'Iniciar sesión',
  'signed-out.continue-as': 'Continuar como {name}',
  'signed-out.known': 'Cuentas en este equipo',
  'signed-out.no-password': 'Tu organización usa {anyProvider} para iniciar sesión.',
  'signed-out.shared-computer': 'Equipo compartido: tu sesión se cerrará al salir de Sonar.',

  'password.show': 'Mostrar contraseña',
  'password.hide': 'Ocultar contraseña',
  'password.caps-lock': 'Bloq Mayús está activado',

  'waiting.link-copied': 'Enlace copiado',

  'checking.password': 'Comprobando con Sonar…',

  'account.extension': 'Ext. {extension}',

  'details.copied': 'Detalles copiados',

  'announce.linked': 'Cuenta vinculada',
  'announce.not-linked': 'No se vinculó nada',
  'announce.cancelled': 'Inicio de sesión cancelado',
  'announce.signed-in': 'Sesión iniciada como {name}',
  'announce.signed-out': 'Sesión cerrada',

  // The signed-in view.
  'home.settings': 'Configuración',
  'home.review': 'Revisión',
  'home.signed-in-with': 'Cuenta de {provider}: {email}',
  'home.signed-in-with-no-email': 'Cuenta de {provider}',
  'home.signed-in-password': 'Usuario y contraseña de Sonar',
  'home.signed-in-code': 'Sesión con un código de un solo uso (fin: {time})',
  'home.presence.online': 'En línea',
  'home.presence.renewing': 'Conectando…',
  'home.presence.offline': 'Sin conexión',
  'home.presence.signed-out': 'Sesión cerrada',
  'home.accounts': 'Otras cuentas',
  'home.add': 'Agregar una cuenta',
  'home.one-account':
    'Administrado por tu organización: una cuenta a la vez. Cierra la sesión para usar otra.',
  'home.announce.switched': 'Cuenta activa: {name}',
  'home.sign-out': 'Cerrar sesión',
};
