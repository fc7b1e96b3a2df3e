import type { Messages } from './en.ts';

/** Spanish: all words that are needed before a page of the account is opened. */
export const es: Messages = {
  // On the way to being signed in.
  'provider.unknown': 'tu proveedor',
  'language.label': 'Idioma',
  'help.open': 'Ayuda',
  'policy.managed': 'Administrado por tu organización',
  'policy.unread': 'Bloqueado hasta que Sonar pueda leer la configuración',
  'verb.cancel': 'Cancelar',
  'verb.back': 'Volver',
  'verb.use-another': 'Usar otra cuenta de {anyProvider}',

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
  'signed-out.go-on': 'Seguir como {email}',
  'signed-out.go-on-no-email': 'Seguir con tu inicio de sesión de {provider}',
  'signed-out.known': 'Cuentas en este equipo',
  'signed-out.no-password': 'Tu organización usa {anyProvider} para iniciar sesión.',
  'signed-out.shared-computer': 'Equipo compartido: tu sesión se cerrará al salir de Sonar.',

  'password.show': 'Mostrar contraseña',
  'password.hide': 'Ocultar contraseña',
  'password.caps-lock': 'Bloq Mayús está activado',

  'waiting.title': 'Termina de iniciar sesión en tu navegador',
  'waiting.text': 'Tu navegador ya debería mostrar {provider}. Vuelve aquí cuando termines.',
  'waiting.agree': '{provider} te pide tu permiso una vez más. Elige Continuar en tu navegador.',
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
  'checking.password': 'Comprobando con Sonar…',

  'choosing.title': 'Elige una cuenta',
  'choosing.first-time':
    '{email} abre {count, plural, one {# cuenta de Sonar} other {# cuentas de Sonar}}.',
  'choosing.first-time-no-email':
    'Tu cuenta de {provider} abre {count, plural, one {# cuenta de Sonar} other {# cuentas de Sonar}}.',
  'choosing.always-ask': 'Pediste elegir cada vez que inicias sesión.',
  'choosing.remembered-vanished':
    'La cuenta que elegiste la última vez ya no se puede abrir así. Elige otra.',
  'choosing.remembered-open':
    'La cuenta que se abre sin preguntar ya está abierta aquí. Elige otra.',
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
  'home.still-signed-in': 'Tu sesión sigue abierta.',
  'home.retry': 'Intentar ahora',
  'home.accounts': 'Otras cuentas',
  'home.add': 'Agregar una cuenta',
  'home.one-account':
    'Administrado por tu organización: una cuenta a la vez. Cierra la sesión para usar otra.',
  'home.announce.switched': 'Cuenta activa: {name}',

  'home.sign-out': 'Cerrar sesión',
  'home.sign-out.more': 'Otras formas de cerrar sesión',
  'home.sign-out.hint': 'En este equipo. La cuenta sigue en la lista.',
  'home.remove': 'Quitar de este equipo…',
  'home.remove.hint': 'Cierra la sesión y olvida la cuenta y la elección recordada.',
  'home.everywhere': 'Cerrar sesión en todas partes…',
  'home.everywhere.hint': 'Cierra la sesión en todos tus equipos y teléfonos.',
  'home.browser': 'Cerrar sesión de {provider} en el navegador…',
  'home.browser.hint':
    'Cierra ahí la sesión de todas las cuentas de {provider}. La de Sonar sigue abierta.',

  'remove.title': '¿Quitar {name} de este equipo?',
  'remove.text':
    'Se cerrará tu sesión aquí, y Sonar olvidará esta cuenta y la elección que hiciste para ella. Tus otros equipos y las cuentas de {anyProvider} vinculadas quedan como están.',
  'remove.confirm': 'Quitar la cuenta',
  'everywhere.title': '¿Cerrar la sesión de {name} en todas partes?',
  'everywhere.text':
    'Se cerrará la sesión en todos los equipos y teléfonos donde esta cuenta esté abierta, también en este. Las cuentas de {anyProvider} siguen vinculadas.',
  'everywhere.confirm': 'Cerrar sesión en todas partes',
  'browser.title': '¿Cerrar sesión de {provider} en tu navegador?',
  'browser.text':
    'Se abre la página de {provider} para cerrar sesión. Cierra la sesión de todas las cuentas de {provider} en ese navegador, también en otros sitios. Tu sesión de Sonar sigue abierta.',
  'browser.confirm': 'Cerrar sesión en el navegador',

  'idle.title': '¿Sigues ahí?',
  'idle.text':
    'Nadie ha usado este equipo desde hace un rato. Se cerrará la sesión de todas las personas que usan Sonar aquí.',
  'idle.left':
    '{seconds, plural, one {La sesión se cerrará en # segundo} other {La sesión se cerrará en # segundos}}',
  'idle.stay': 'Mantener la sesión',
  'idle.leave': 'Cerrar sesión ahora',

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
  'notice.codes.title':
    '{count, plural, one {Se emitió un código de un solo uso para esta cuenta} other {Se emitieron # códigos de un solo uso para esta cuenta}}',
  'notice.codes.text':
    'Lo emitió {by, select, none {el soporte de Sonar} other {{by}}} el {issued}. {used, select, none {Nadie lo ha usado todavía.} other {Se usó el {used}{device, select, none {} other {, en {device}}}.}}',
  'notice.codes.unasked':
    'Si no sabes de qué se trata, díselo a la persona responsable de tu oficina.',
  'notice.links.review': 'Ver las formas de entrar',
  'notice.review.title':
    '{day, select, none {Nadie ha revisado todavía quién puede entrar} other {Sin revisar desde el {day}}}',
  'notice.review.text':
    'Repasa qué direcciones y cuentas vinculadas abren las cuentas de tu organización.',
  'notice.review.open': 'Abrir la revisión',
  'notice.review.later': 'Recordármelo en una semana',
  'notice.dismiss': 'Entendido',
  'notice.keychain-locked.title': 'Tu llavero está bloqueado',
  'notice.keychain-locked.text': 'Ahí se guarda tu sesión. Desbloquéalo para conectarte.',
  'notice.credential-store-unavailable.title': 'Sonar no puede acceder a tu llavero',
  'notice.credential-store-unavailable.text':
    'Ahí se guarda tu sesión, así que Sonar no puede conectarse. Reinicia este equipo o consulta a tu administrador.',
  'notice.keychain-broken.title': 'La instalación de Sonar está dañada',
  'notice.keychain-broken.text':
    'No puede leer tu sesión del llavero. Reinstala Sonar o consulta a tu administrador.',
  'notice.browser.title': 'Es posible que tu sesión de {provider} siga abierta',
  'notice.browser.text':
    'La siguiente persona podría usar tu cuenta en el navegador. La página de {provider} cierra ahí la sesión de todas las cuentas de {provider}.',
  'notice.browser.action': 'Cerrar también la de {provider}',
  'notice.memory.title': 'Tu sesión se cerrará al salir',
  'notice.memory.text':
    'El llavero de este equipo no está disponible, así que Sonar guarda tu sesión solo hasta que salgas.',
  'notice.memory-policy.text':
    'Tu organización configuró este equipo como compartido: no se guarda nada.',
  'notice.policy-unread.title': 'Sonar no puede leer la configuración de tu organización',
  'notice.policy-unread.text':
    'Mientras Sonar no pueda leer {place, select, file {los archivos de directivas} registry {las directivas del registro} other {el perfil de configuración}} de este equipo, {session, select, offline {tu sesión sigue abierta pero sin conexión, y nadie más puede iniciar sesión} other {nadie más puede iniciar sesión; quien ya la tiene iniciada la conserva}}. Envía los detalles a tu administrador.',
  'notice.one-account.title': 'Tu organización no permite cambiar de cuenta aquí',
  'notice.one-account.text': 'Primero cierra la sesión. Después podrás iniciarla con otra cuenta.',
  'notice.policy-broken.title': 'Parte de la configuración de tu organización no se puede usar',
  'notice.policy-broken.text':
    'Por seguridad, Sonar bloquea lo que depende de ella. Envía los detalles a tu administrador.',
  'notice.unsaved.title': 'Los cambios no se guardan en este equipo',
  'notice.unsaved.text':
    'Sonar no puede escribir en su carpeta de configuración; el disco puede estar lleno o ser de solo lectura. Los nuevos inicios de sesión, las elecciones y los cambios de configuración duran hasta que salgas. Libera espacio o consulta a tu administrador.',
  'notice.untold.title': 'Sonar aún no sabe que cerraste la sesión',
  'notice.untold.text':
    'Tu sesión en este equipo está cerrada. Se avisará a Sonar automáticamente en cuanto haya conexión; si puedes, deja esta ventana abierta hasta entonces.',
  'notice.stays-in-tray.title': 'Sonar se queda en la bandeja',
  'notice.stays-in-tray.text':
    'Cerraste la ventana y Sonar siguió abierto para que tus cuentas sigan en línea. Para salir, elige Salir de Sonar en el menú de su icono en la bandeja.',
  'notice.starts-with-computer.title': 'Sonar se inicia con este equipo',
  'notice.starts-with-computer.text':
    'Lo definió tu organización. La ventana queda cerrada hasta que la abras. La página «Este equipo» dice si puedes cambiarlo.',
  'notice.restored.title': 'Se reparó tu configuración',
  'notice.restored.text':
    'El archivo de configuración estaba dañado. Sonar conservó lo que se podía leer y recuperó lo demás de su copia, si la había. Revisa tus cuentas, tu idioma y tus elecciones recordadas.',
  'notice.reset.title': 'Se perdió tu configuración',
  'notice.reset.text':
    'El archivo de configuración estaba dañado y no había copia. Vuelve a iniciar sesión; las cuentas, las elecciones recordadas y el idioma empiezan de nuevo.',

  // Every code: what happened, then what to do.
  'error.browser-not-opened.title': 'No pudimos abrir tu navegador',
  'error.browser-not-opened.detail': 'Copia el enlace y ábrelo en tu navegador.',
  'error.browser-wants-https.title': 'Tu navegador exige una conexión segura',
  'error.browser-wants-https.detail':
    'Por eso no puede conectarse con Sonar en este equipo. Copia el enlace en otro navegador o consulta a tu administrador.',
  'error.browser-not-recognized.title': 'La respuesta llegó de otro navegador',
  'error.browser-not-recognized.detail':
    'Abre la página otra vez y termina en el mismo navegador. Debe aceptar cookies.',
  'error.opened-elsewhere.title': 'Alguien más abrió este inicio de sesión',
  'error.opened-elsewhere.detail':
    'Otra persona u otro programa también abrió la página, así que lo detuvimos. Inténtalo de nuevo. Si se repite, avisa a tu administrador.',
  'error.answer-incomplete.title': 'Aún no iniciaste sesión en {provider}',
  'error.answer-incomplete.detail':
    'No se cambió nada. Abre la página otra vez e inicia sesión allí.',
  'error.callback-unavailable.title': 'Sonar no pudo recibir la respuesta',
  'error.callback-unavailable.detail':
    'Quizá otro programa lo impide. Inténtalo de nuevo. Si se repite, reinicia Sonar.',
  'error.timed-out.title': 'El inicio de sesión tardó demasiado',
  'error.timed-out.detail':
    'La página de tu navegador ya no está conectada con Sonar. Ciérrala e inténtalo de nuevo.',
  'error.access-denied.title': '{who, select, none {El proveedor} other {{who}}} no dio acceso',
  'error.access-denied.detail':
    'Tú o tu organización rechazaron la solicitud. Inténtalo de nuevo o usa otra cuenta.',
  'error.provider-unreachable.title': 'No podemos conectar con {provider}',
  'error.provider-unreachable.detail': 'Revisa tu conexión e inténtalo de nuevo.',
  'error.provider-busy.title': '{provider} no puede responder ahora',
  'error.provider-busy.detail':
    '{time, select, none {Espera un minuto e inténtalo de nuevo.} other {Podrás intentarlo de nuevo a esta hora: {time}.}}',
  'error.provider-refused.title':
    '{who, select, none {El proveedor} other {{who}}} rechazó la solicitud',
  'error.provider-refused.detail': 'No se cambió nada. Envía los detalles a tu administrador.',
  'error.interaction-required.title': 'Confirma que sigues siendo tú',
  'error.interaction-required.detail':
    '{who, select, none {El proveedor} other {{who}}} quiere preguntarte algo en el navegador.',
  'error.consent-required.title': 'Tu organización debe aprobar Sonar primero',
  'error.consent-required.detail':
    'Envía los detalles a tu administrador{who, select, none {} other { de {who}}}.',
  'error.administrator-needed.title': 'Tu administrador tiene que intervenir',
  'error.administrator-needed.detail':
    '{who, select, none {El proveedor} other {{who}}} no te deja entrar con esta cuenta o en este equipo. Envía los detalles a tu administrador.',
  'error.login-required.title': 'Confirma que sigues siendo tú',
  'error.login-required.detail': 'Tu sesión en {provider} ya no está abierta en el navegador.',
  'error.identity-not-verified.title': 'No pudimos confirmar la respuesta de {provider}',
  'error.identity-not-verified.detail':
    'No se cambió nada. Inténtalo de nuevo. Si se repite, avisa a tu administrador.',
  'error.sign-in-not-fresh.title':
    '{who, select, none {El proveedor} other {{who}}} no te pidió que iniciaras sesión de nuevo',
  'error.sign-in-not-fresh.detail':
    'En un equipo compartido es obligatorio. Inténtalo de nuevo. Si se repite, avisa a tu administrador.',
  'error.clock-skew.title': 'El reloj de este equipo no está en hora',
  'error.clock-skew.detail': 'Configura la fecha y la hora en automático e inténtalo de nuevo.',
  'error.network-portal.title': 'Esta red pide que inicies sesión primero',
  'error.network-portal.detail': 'Abre su página en tu navegador e inténtalo de nuevo.',
  'error.proxy-password.title': 'El proxy de esta red pide un usuario y una contraseña',
  'error.proxy-password.detail':
    'Sonar no puede proporcionarlos. Envía los detalles a tu administrador.',
  'error.connection-untrusted.title': 'Esta red modifica las conexiones seguras',
  'error.connection-untrusted.detail':
    '{issuer, select, none {Este equipo no confía en su certificado.} other {Su certificado lo emitió «{issuer}», en quien este equipo no confía.}} Envía los detalles a tu administrador.',
  'error.offline.title': 'No tienes conexión',
  'error.offline.detail': 'Revisa tu conexión e inténtalo de nuevo.',
  'error.account-service-unreachable.title': 'Ahora no se puede conectar con Sonar',
  'error.account-service-unreachable.detail':
    '{who, select, none {Revisa tu conexión e inténtalo de nuevo.} other {Tu inicio de sesión en {who} funcionó; hará falta un intento más.}}',
  'error.account-service-invalid.title': 'Sonar envió una respuesta que esta versión no entiende',
  'error.account-service-invalid.detail':
    'No se cambió nada. Inténtalo de nuevo o actualiza Sonar.',
  'error.sso-not-enabled.title':
    'El inicio de sesión único aún no está activado en {person, select, none {tu organización} other {la organización de {person}}}',
  'error.sso-not-enabled.detail':
    'Usa {person, select, none {tu} other {el}} usuario de Sonar o pide participar en la prueba piloto{email, select, none {.} other {; tu dominio va en el formulario.}}',
  'error.sso-turned-off.title':
    'El inicio de sesión único está desactivado en {person, select, none {esta cuenta} other {la cuenta de {person}}}',
  'error.sso-turned-off.detail':
    '{person, select, none {Lo desactivó la persona responsable de tu oficina. Tu usuario de Sonar sigue funcionando.} other {Lo desactivó la persona responsable de la oficina. El usuario de Sonar sigue funcionando.}}',
  'error.account-disabled.title':
    '{person, select, none {Esta cuenta de Sonar} other {La cuenta de Sonar de {person}}} está desactivada',
  'error.account-disabled.detail':
    'Consulta a la persona responsable de {person, select, none {tu} other {la}} oficina o usa otra cuenta.',
  'error.reverify-required.title': 'Confirma que sigues siendo tú',
  'error.reverify-required.detail':
    '{who, select, none {Ha pasado un tiempo desde tu última confirmación.} other {Hace tiempo que {who} no confirma que eres tú.}}',
  'error.wrong-credentials.title':
    '{secret, select, code {El usuario y el código no coinciden} other {El usuario y la contraseña no coinciden}}',
  'error.wrong-credentials.detail':
    '{tries, plural, =0 {{secret, select, code {Revisa ambos. Un código sirve una vez, y solo el último.} other {Revisa ambos y escribe la contraseña otra vez.}}} one {Te queda # intento.} other {Te quedan # intentos.}}',
  'error.too-many-tries.title': 'Demasiados intentos',
  'error.too-many-tries.detail':
    '{time, select, none {Espera unos minutos antes del siguiente.} other {Podrás intentarlo de nuevo a esta hora: {time}.}}',
  'error.already-linked.title':
    '{email, select, none {Esta identidad} other {{email}}} ya está vinculada a otra cuenta',
  'error.already-linked.detail': 'Inicia sesión en esa cuenta o quita allí el vínculo primero.',
  'error.ticket-expired.title': 'Pasó demasiado tiempo',
  'error.ticket-expired.detail':
    'Inténtalo de nuevo: por seguridad, consultamos a {provider} una vez más.',
  'error.not-in-offer.title': 'Esta cuenta ya no se puede abrir así',
  'error.not-in-offer.detail': 'Elige otra o empieza de nuevo.',
  'error.last-way-in.title': 'Es la última forma de entrar a esta cuenta',
  'error.last-way-in.detail': 'Agrega otra antes de quitarla.',
  'error.not-office-manager.title': 'Solo para responsables de oficina',
  'error.not-office-manager.detail':
    'Tus permisos pueden haber cambiado desde que iniciaste sesión. Consulta a otra persona responsable de oficina.',
  'error.not-found.title': 'Ya no está ahí',
  'error.not-found.detail': 'Quizá se quitó en otro equipo. No tienes que hacer nada más.',
  'error.identity-mismatch.title': 'Esa era otra cuenta{who, select, none {} other { de {who}}}',
  'error.identity-mismatch.detail':
    '{email, select, none {Usa la misma con la que iniciaste sesión.} other {Usa {email}.}} No se cambió nada.',
  'error.session-expired.title':
    '{person, select, none {Se cerró tu sesión} other {Se cerró la sesión de {person}}}',
  'error.session-expired.detail': 'Inicia sesión otra vez para continuar.',
  'error.keychain-locked.title': 'Tu llavero está bloqueado',
  'error.keychain-locked.detail':
    'Tu sesión sigue abierta. Desbloquéalo para conservarla después de reiniciar.',
  'error.credential-store-unavailable.title': 'Sonar no puede conservar tu sesión en este equipo',
  'error.credential-store-unavailable.detail':
    'Su llavero no está disponible. Puedes continuar hasta que salgas de Sonar.',
  'error.keychain-broken.title': 'La instalación de Sonar está dañada',
  'error.keychain-broken.detail':
    'No puede usar tu llavero, así que las sesiones se cierran al salir. Reinstala Sonar o consulta a tu administrador.',
  'error.blocked-by-policy.title':
    'Tu organización no permite {who, select, none {esta forma de entrar} other {{who}}} aquí',
  'error.blocked-by-policy.detail':
    '{allowed, select, none {Pregunta a tu administrador cómo iniciar sesión.} password {Inicia sesión con tu usuario de Sonar.} other {Inicia sesión con {allowed}.}}',
  'error.autostart-unchanged.title': 'Este equipo no aceptó el cambio',
  'error.autostart-unchanged.detail':
    'Sonar no pudo cambiar lo que se inicia con el equipo. Revisa la configuración de inicio de tu sistema o consulta a tu administrador.',
  'error.call-in-progress.title': 'Estás en una llamada',
  'error.call-in-progress.detail': 'Termínala primero; después cambia de cuenta o cierra sesión.',
  'error.bad-request.title': 'Algo salió mal de nuestro lado',
  'error.bad-request.detail': 'No se cambió nada. Envía los detalles a tu administrador.',
  'error.unexpected.title': 'Algo salió mal de nuestro lado',
  'error.unexpected.detail':
    'No se cambió nada. Inténtalo de nuevo. Si se repite, avisa a tu administrador.',

  'action.try-again': 'Reintentar',
  'action.copy-link': 'Copiar el enlace',
  'action.copy-details': 'Copiar detalles',
  'action.confirm': 'Confirmar con {provider}',
  'action.ask-for-pilot': 'Solicitar participación',
  'action.use-username': 'Usar usuario de Sonar',
  'action.use-another-account': 'Usar otra cuenta',
  'action.use-that-account': 'Usar esa cuenta',
  'action.sign-in-as': '{name, select, none {Iniciar sesión} other {Iniciar sesión como {name}}}',
  'action.sign-in-with': 'Iniciar sesión con {provider}',
  'action.get-help': 'Obtener ayuda',
  'action.continue': 'Continuar',
  'action.close': 'Aceptar',
};
