import type { signIn as english } from '../en/sign-in.ts';

/** Spanish: the views on the way to being signed in. */
export const signIn: Record<keyof typeof english, string> = {
  'provider.google': 'Google',
  'provider.microsoft': 'Microsoft',
  'provider.unknown': 'tu proveedor',
  'language.label': 'Idioma',
  'help.open': 'Ayuda',
  'policy.managed': 'Administrado por tu organización',
  'policy.unread': 'Bloqueado hasta que Sonar pueda leer la configuración',
  'verb.cancel': 'Cancelar',
  'verb.back': 'Volver',
  'verb.use-another': 'Usar otra cuenta de Google o Microsoft',

  'starting.title': 'Sonar',
  'starting.text': 'Iniciando…',

  'signed-out.title': 'Inicia sesión en Sonar',
  'signed-out.text': 'Usa la cuenta que te dio tu organización.',
  'signed-out.text-add': 'Agrega otra cuenta en este equipo.',
  'signed-out.text-returning': 'Hola de nuevo. Continúa con tu cuenta o usa otra.',
  'signed-out.google': 'Iniciar sesión con Google',
  'signed-out.microsoft': 'Iniciar sesión con Microsoft',
  'signed-out.microsoft-hint': 'Cuenta profesional o educativa',
  'signed-out.or': 'o',
  'signed-out.password-form': 'Iniciar sesión con un usuario de Sonar',
  'signed-out.username': 'Usuario de Sonar',
  'signed-out.password': 'Contraseña',
  'signed-out.submit': 'Iniciar sesión',
  'signed-out.continue-as': 'Continuar como {name}',
  'signed-out.go-on': 'Seguir como {email}',
  'signed-out.go-on-no-email': 'Seguir con tu inicio de sesión de {provider}',
  'signed-out.known': 'Cuentas en este equipo',
  'signed-out.no-password': 'Tu organización usa Google o Microsoft para iniciar sesión.',
  'signed-out.shared-computer': 'Equipo compartido: tu sesión se cerrará al salir de Sonar.',

  'password.show': 'Mostrar contraseña',
  'password.hide': 'Ocultar contraseña',
  'password.caps-lock': 'Bloq Mayús está activado',

  'waiting.title': 'Termina de iniciar sesión en tu navegador',
  'waiting.text': 'Tu navegador ya debería mostrar {provider}. Vuelve aquí cuando termines.',
  'waiting.opening': 'Abriendo {provider} en tu navegador…',
  'waiting.late':
    'Tu navegador aún no abrió la página. Ábrela otra vez o copia el enlace en tu navegador.',
  'waiting.return': 'Vuelve aquí cuando hayas iniciado sesión en {provider}.',
  'waiting.not-opened': 'Tu navegador no se abrió. Abre tú la página con su dirección.',
  'waiting.state': 'Esperando a {provider}',
  'waiting.time-left': 'Quedan {time}',
  'waiting.open-again': 'Abrir la página otra vez',
  'waiting.copy-link': 'Copiar el enlace',
  'waiting.link-copied': 'Enlace copiado',

  'checking.title': 'Iniciando tu sesión',
  'checking.text': 'Tu inicio de sesión en {provider} funcionó. Buscando tu cuenta de Sonar…',
  'checking.password': 'Comprobando tu contraseña de Sonar…',

  'choosing.title': 'Elige una cuenta',
  'choosing.first-time':
    '{email} abre {count, plural, one {# cuenta de Sonar} other {# cuentas de Sonar}}.',
  'choosing.first-time-no-email':
    'Tu cuenta de {provider} abre {count, plural, one {# cuenta de Sonar} other {# cuentas de Sonar}}.',
  'choosing.always-ask': 'Pediste elegir cada vez que inicias sesión.',
  'choosing.remembered-vanished':
    'La cuenta que elegiste la última vez ya no se puede abrir así. Elige otra.',
  'choosing.remembered-open':
    'La cuenta que elegiste la última vez ya está abierta aquí. Elige otra.',
  'choosing.list': 'Cuentas de Sonar',
  'choosing.filter': 'Filtrar cuentas',
  'choosing.filter-hint': 'Nombre, organización o extensión',
  'choosing.filter-clear': 'Borrar filtro',
  'choosing.found': '{count, plural, =0 {Ninguna cuenta} one {# cuenta} other {# cuentas}}',
  'choosing.none': 'Ninguna cuenta coincide con «{text}».',
  'choosing.remember': 'Recordar esta elección',
  'choosing.remember-hint': 'La próxima vez se abrirá sin preguntar.',
  'choosing.opening': 'Abriendo la cuenta…',
  'account.extension': 'Ext. {extension}',

  'linking.title': 'Vincula tu cuenta de Sonar',
  'linking.identity': 'Iniciaste sesión en {provider} como {email}',
  'linking.identity-no-email': 'Iniciaste sesión en {provider}',
  'linking.no-account':
    'Esta cuenta aún no está vinculada a una cuenta de Sonar. Inicia sesión en Sonar una vez para vincularla.',
  'linking.address-recycled':
    'Esta dirección pertenecía antes a otra persona, por eso pedimos una vez tu contraseña de Sonar. También consultamos a la persona responsable de tu oficina.',
  'linking.link-removed':
    'Se quitó su vínculo con Sonar. Inicia sesión en Sonar una vez para volver a vincularla.',
  'linking.not-authoritative':
    '{provider} no puede responder por esta dirección, por eso pedimos una vez tu contraseña de Sonar.',
  'linking.consequence':
    'Desde ahora, esta cuenta de {provider} abre esta cuenta de Sonar. No recibirá tus mensajes de voz.',
  'linking.submit': 'Vincular e iniciar sesión',
  'linking.another': 'Usar otra cuenta',
  'linking.locked':
    'Tu organización no permite vincular cuentas en este equipo. Consulta a la persona responsable de tu oficina o usa otra cuenta.',

  'confirm-link.title': '¿Vincular {email} a esta cuenta?',
  'confirm-link.title-no-email': '¿Vincular esta cuenta de {provider}?',
  'confirm-link.identity': '{email} inició sesión en {provider} en el navegador',
  'confirm-link.identity-no-email': 'No tiene ninguna dirección que Sonar pueda mostrar.',
  'confirm-link.consequence':
    'Desde ahora, esta cuenta de {provider} abrirá la cuenta de Sonar de {name}. No recibirá sus mensajes de voz.',
  'confirm-link.only-yours': 'Vincúlala solo si es tuya.',
  'confirm-link.link': 'Vincular',
  'confirm-link.leave': 'No vincular',

  'details.open': 'Detalles',
  'details.code': 'Código',
  'details.correlation': 'Referencia',
  'details.provider-number': 'Número del proveedor',
  'details.copy': 'Copiar detalles',
  'details.copied': 'Detalles copiados',

  'announce.linked': 'Cuenta vinculada',
  'announce.not-linked': 'No se vinculó nada',
  'announce.cancelled': 'Inicio de sesión cancelado',
  'announce.signed-in': 'Sesión iniciada como {name}',
  'announce.signed-out': 'Sesión cerrada',
};
