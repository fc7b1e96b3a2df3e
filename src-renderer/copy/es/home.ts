import type { home as english } from '../en/home.ts';

/** Spanish: the signed-in view. */
export const home: Record<keyof typeof english, string> = {
  'home.settings': 'Configuración',
  'home.review': 'Revisión',
  'home.signed-in-with': 'Cuenta de {provider}: {email}',
  'home.signed-in-with-no-email': 'Cuenta de {provider}',
  'home.signed-in-password': 'Usuario y contraseña de Sonar',
  'home.presence.online': 'En línea',
  'home.presence.renewing': 'Conectando…',
  'home.presence.offline': 'Sin conexión',
  'home.presence.signed-out': 'Sesión cerrada',
  'home.still-signed-in': 'Tu sesión sigue abierta.',
  'home.retry': 'Intentar ahora',
  'home.accounts': 'Otras cuentas',
  'home.add': 'Agregar una cuenta',
  'home.announce.switched': 'Cuenta activa: {name}',

  'home.sign-out': 'Cerrar sesión',
  'home.sign-out.more': 'Otras formas de cerrar sesión',
  'home.sign-out.hint': 'En este equipo. La cuenta sigue en la lista.',
  'home.remove': 'Quitar de este equipo…',
  'home.remove.hint': 'Cierra la sesión y olvida la cuenta y la elección recordada.',
  'home.everywhere': 'Cerrar sesión en todas partes…',
  'home.everywhere.hint': 'Cierra la sesión en todos tus equipos y teléfonos.',

  'remove.title': '¿Quitar {name} de este equipo?',
  'remove.text':
    'Se cerrará tu sesión aquí, y Sonar olvidará esta cuenta y la elección que hiciste para ella. Tus otros equipos y las cuentas de Google o Microsoft vinculadas quedan como están.',
  'remove.confirm': 'Quitar la cuenta',
  'everywhere.title': '¿Cerrar la sesión de {name} en todas partes?',
  'everywhere.text':
    'Se cerrará la sesión en todos los equipos y teléfonos donde esta cuenta esté abierta, también en este. Las cuentas de Google o Microsoft siguen vinculadas.',
  'everywhere.confirm': 'Cerrar sesión en todas partes',

  'notice.confirm.title': 'Confirma que sigues siendo tú',
  'notice.confirm.text':
    '{provider} quiere comprobar que sigues siendo tú. Todo sigue funcionando mientras lo haces.',
  'notice.confirm.action': 'Confirmar con {provider}',
  'notice.renamed.title': '{provider} cambió tu dirección',
  'notice.renamed.text': '{from} ahora es {to}. Sigue abriendo esta cuenta.',
  'notice.renamed.text-no-email': '{from} tiene un nombre nuevo. Sigue abriendo esta cuenta.',
  'notice.links.title':
    '{count, plural, one {Hay una nueva forma de abrir esta cuenta} other {Hay # nuevas formas de abrir esta cuenta}}',
  'notice.links.text':
    '{email, select, none {Una cuenta de {provider}} other {{email} ({provider})}} ya puede abrir esta cuenta. {by, select, match {Se reconoció por su dirección} password {Se vinculó con la contraseña de Sonar} other {Se agregó desde Configuración}} el {date}{device, select, none {} other {, en {device}}}.',
  'notice.links.more': '{count, plural, one {Y # más.} other {Y # más.}}',
  'notice.links.review': 'Ver las formas de entrar',
  'notice.dismiss': 'Entendido',
  'notice.keychain-locked.title': 'Tu llavero está bloqueado',
  'notice.keychain-locked.text': 'Ahí se guarda tu sesión. Desbloquéalo para conectarte.',
  'notice.credential-store-unavailable.title': 'Sonar no puede acceder a tu llavero',
  'notice.credential-store-unavailable.text':
    'Ahí se guarda tu sesión, así que Sonar no puede conectarse. Reinicia este equipo o consulta a tu administrador.',
  'notice.keychain-broken.title': 'La instalación de Sonar está dañada',
  'notice.keychain-broken.text':
    'No puede leer tu sesión del llavero. Reinstala Sonar o consulta a tu administrador.',
  'notice.memory.title': 'Tu sesión se cerrará al salir',
  'notice.memory.text':
    'El llavero de este equipo no está disponible, así que Sonar guarda tu sesión solo hasta que salgas.',
  'notice.memory-policy.text':
    'Tu organización configuró este equipo como compartido: no se guarda nada.',
  'notice.policy-unread.title': 'Sonar no puede leer la configuración de tu organización',
  'notice.policy-unread.text':
    'Mientras Sonar no pueda leer {place, select, file {los archivos de directivas} registry {las directivas del registro} other {el perfil de configuración}} de este equipo, {session, select, offline {tu sesión sigue abierta pero sin conexión, y nadie más puede iniciar sesión} other {nadie más puede iniciar sesión; quien ya la tiene iniciada la conserva}}. Envía los detalles a tu administrador.',
  'notice.policy-broken.title': 'Parte de la configuración de tu organización no se puede usar',
  'notice.policy-broken.text':
    'Por seguridad, Sonar bloquea lo que depende de ella. Envía los detalles a tu administrador.',
  'notice.unsaved.title': 'Los cambios no se guardan en este equipo',
  'notice.unsaved.text':
    'Sonar no puede escribir en su carpeta de configuración; el disco puede estar lleno o ser de solo lectura. Los nuevos inicios de sesión, las elecciones y los cambios de configuración duran hasta que salgas. Libera espacio o consulta a tu administrador.',
  'notice.untold.title': 'Sonar aún no sabe que cerraste la sesión',
  'notice.untold.text':
    'Tu sesión en este equipo está cerrada. Se avisará a Sonar automáticamente en cuanto haya conexión; si puedes, deja esta ventana abierta hasta entonces.',
  'notice.restored.title': 'Se reparó tu configuración',
  'notice.restored.text':
    'El archivo de configuración estaba dañado. Sonar conservó lo que se podía leer y recuperó lo demás de su copia, si la había. Revisa tus cuentas, tu idioma y tus elecciones recordadas.',
  'notice.reset.title': 'Se perdió tu configuración',
  'notice.reset.text':
    'El archivo de configuración estaba dañado y no había copia. Vuelve a iniciar sesión; las cuentas, las elecciones recordadas y el idioma empiezan de nuevo.',
};
