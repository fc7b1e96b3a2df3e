import type { LaterMessages } from './en-later.ts';

/** Spanish: all other words, loaded once the first picture is drawn. */
export const es: LaterMessages = {
  // On the way to being signed in.
  'verb.use-another': 'Usar otra cuenta de {anyProvider}',

  'signed-out.go-on': 'Seguir como {email}',
  'signed-out.go-on-no-email': 'Seguir con tu inicio de sesión de {provider}',

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

  'checking.title': 'Iniciando tu sesión',
  'checking.text': 'Tu inicio de sesión en {provider} funcionó. Buscando tu cuenta de Sonar…',

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

  // The signed-in view.
  'home.still-signed-in': 'Tu sesión sigue abierta.',
  'home.retry': 'Intentar ahora',

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
  'action.get-help': 'Obtener ayuda',
  'action.continue': 'Continuar',
  'action.close': 'Aceptar',

  // Account security, remembered choices and devices.
  'nav.label': 'Páginas de esta cuenta',
  'nav.settings': 'Seguridad de la cuenta',
  'nav.choices': 'Elecciones recordadas',
  'nav.devices': 'Mis dispositivos',
  'nav.computer': 'Este equipo',
  'nav.label.none': 'Páginas de Sonar',
  'nav.review': 'Revisión',
  'nav.activity': 'Actividad',
  'nav.support': 'Asistencia',
  'account.organization': 'tu organización',
  'load.loading': 'Cargando…',
  'when.both': '{relative} ({date})',

  'security.title': 'Cambiar la seguridad de la cuenta',
  'security.sso': 'Inicio de sesión único',
  'security.sso.text':
    'Cuentas de {everyProvider} que abren esta cuenta de Sonar. Vincular una no añade ninguna dirección: no se le envían mensajes de voz.',
  'security.on':
    '{count, plural, one {# cuenta vinculada abre esta cuenta de Sonar.} other {# cuentas vinculadas abren esta cuenta de Sonar.}}',
  'security.off':
    'Activa la opción para vincular una cuenta de {provider}. Se abrirá el navegador.',
  'security.locked.provider':
    'Administrado por tu organización: {provider} no está permitido en este equipo.',
  'security.locked.linking':
    'Administrado por tu organización: no se pueden vincular cuentas en este equipo.',
  'security.locked.sso': 'El inicio de sesión único está desactivado para esta cuenta de Sonar.',
  'security.locked.code': 'Entraste con un código de un solo uso, que no permite cambiar esto.',
  'security.add': 'Vincular otra cuenta de {provider}',
  'security.announce.on': '{provider} abre ahora esta cuenta',
  'security.announce.off': '{provider} está desactivado para esta cuenta',
  'security.announce.removed': 'Se quitó {email}',

  'proof.title': 'Confirma que eres tú',
  'proof.text.provider':
    'Iniciaste sesión hace más de diez minutos y lo que vas a hacer tiene un efecto duradero. Confirma primero con {provider}; después continuará automáticamente.',
  'proof.text.password':
    'Iniciaste sesión hace más de diez minutos y lo que vas a hacer tiene un efecto duradero. Escribe primero la contraseña de Sonar de {username}; después continuará automáticamente.',
  'proof.confirm': 'Confirmar',

  'link.by':
    '{by, select, match {Vinculada por su dirección} password {Vinculada con la contraseña de Sonar} other {Vinculada desde Configuración}}, {date}',
  'link.used': 'Último uso: {when}',
  'link.never-used': 'Sin usar todavía',
  'link.current': 'Esta sesión',
  'link.no-email': 'Cuenta de {provider} sin dirección',
  'link.twin': '{email} ({provider}, vinculada el {date})',
  'link.remove': 'Quitar',
  'link.remove-of': 'Quitar {email}',

  'unlink.provider.title': '¿Desactivar {provider} para {name}?',
  'unlink.provider.confirm': 'Desactivar {provider}',
  'unlink.link.title': '¿Quitar {email}?',
  'unlink.link.confirm': 'Quitar',
  'unlink.text':
    'Esta cuenta ya no se abrirá con {emails}. Puedes volver a vincular cuando quieras, aquí o con tu contraseña de Sonar.',
  'unlink.current': 'Iniciaste esta sesión así, por lo que tendrás que iniciar sesión de nuevo.',
  'unlink.left': 'Lo que aún abre la cuenta: {ways}.',
  'unlink.nothing-left': 'Nada más abre esta cuenta.',
  'unlink.way': '{email} ({provider})',
  'unlink.password': 'tu contraseña de Sonar',
  'last.title': 'Es el último acceso a {name}',
  'last.text':
    'La cuenta no tiene contraseña de Sonar y no hay nada más vinculado. Sin este acceso no podrás entrar, salvo que te ayude la persona responsable de tu oficina.',
  'last.confirm': 'Quitar de todos modos',

  'addresses.title': 'Direcciones de esta cuenta',
  'addresses.text': 'Quien inicie sesión en {anyProvider} con una de ellas puede abrir la cuenta.',
  'addresses.none': 'Esta cuenta no tiene ninguna dirección.',
  'addresses.notifications-only': 'Solo avisos',
  'addresses.notifications-only.text': 'Recibe los mensajes de voz y los avisos; no abre nada.',
  'addresses.several-addresses':
    'Una de las {count, plural, one {# dirección} other {# direcciones}} que pueden abrir esta cuenta, incluidas las del buzón de voz.',
  'addresses.shared-address':
    '{count, plural, =0 {También abre una cuenta en otro lugar.} one {También abre # cuenta más{elsewhere, select, yes { y una en otro lugar} other {}}.} other {También abre # cuentas más{elsewhere, select, yes { y una en otro lugar} other {}}.}} Quien lea este buzón puede entrar: un grupo de distribución es más seguro.',
  'addresses.outside-domain': 'Fuera de los dominios de tu organización.',
  'addresses.advice':
    'La persona responsable de tu oficina puede dejar una dirección solo para avisos, para que no abra nada.',
  'addresses.voicemail':
    'Para recibir el buzón de voz en otra dirección, agrégala en tu perfil de Sonar: también podrá abrir la cuenta, hasta que la persona responsable de tu oficina la deje solo para avisos.',
  'addresses.voicemail.add': 'Agregar una dirección para el buzón de voz',

  'choices.title': 'Elecciones recordadas',
  'choices.text':
    'Algunas cuentas de {everyProvider} abren varias cuentas de Sonar. Esto es lo que abre cada una sin preguntar.',
  'choices.list': 'Elecciones recordadas',
  'choices.none': 'No se recuerda nada en este equipo.',
  'choices.opens': 'Abre',
  'choices.opens-of': 'Abre, para {identity}',
  'choices.always-ask': 'Preguntar siempre',
  'choices.forget': 'Olvidar',
  'choices.forget-of': 'Olvidar {identity}',
  'choices.forget.text':
    'Cuando la olvides, el próximo inicio de sesión preguntará y recordará la nueva elección.',
  'choices.locked': 'Administrado por tu organización: en este equipo no se recuerdan elecciones.',
  'choices.preferred':
    '{locked, select, yes {Administrado por tu organización: si un inicio de sesión abre varias cuentas, se abre {username} si está entre ellas, se elija lo que se elija aquí.} other {Tu organización sugiere {username} si un inicio de sesión abre varias cuentas. Lo que elijas aquí tiene prioridad.}}',
  'choices.announce.opens': '{identity} abre {name} a partir de ahora',
  'choices.announce.asks': 'Con {identity} se preguntará cada vez',
  'choices.announce.forgotten': 'Se olvidó la elección de {identity}',

  'devices.title': 'Mis dispositivos',
  'devices.text': 'Equipos y teléfonos donde {name} tiene la sesión iniciada.',
  'devices.list': 'Dispositivos',
  'devices.none': 'Ningún dispositivo tiene la sesión iniciada.',
  'devices.current': 'Este equipo',
  'devices.since': 'Sesión iniciada el {date}',
  'devices.seen': 'Última actividad: {when}',
  'devices.sign-out': 'Cerrar sesión',
  'devices.sign-out-of': 'Cerrar sesión en {device}',
  'devices.ask.title': '¿Cerrar sesión en {device}?',
  'devices.ask.text': 'Sonar dejará de funcionar allí hasta que alguien inicie sesión.',
  'devices.announce': 'Se cerró la sesión en {device}',

  'leave.title': 'Formas de cerrar sesión',
  'leave.here': 'Cerrar sesión',
  'leave.here.text': 'Solo esta cuenta, solo en este equipo. Sigue en la lista.',
  'leave.remove': 'Quitar de este equipo',
  'leave.remove.text':
    'Cierra la sesión aquí y olvida la cuenta y la elección que hiciste para ella.',
  'leave.sso': 'Quitar el inicio de sesión único',
  'leave.sso.text':
    '{anyProvider} deja de abrir la cuenta, en todos los equipos. La opción está en la seguridad de la cuenta.',
  'leave.sso.action': 'Ir al inicio de sesión único',
  'leave.everywhere': 'Cerrar sesión en todas partes',
  'leave.everywhere.text':
    'En todos los equipos y teléfonos, incluido este. Las cuentas vinculadas siguen vinculadas.',

  // The office managers’ pages.
  'review.title': 'Revisión',
  'review.text':
    'Las direcciones y cuentas vinculadas que abren las cuentas de Sonar de {organization}. Primero, las de más riesgo.',
  'review.table': 'Quién puede entrar',
  'review.col.account': 'Cuenta de Sonar',
  'review.col.addresses': 'Direcciones',
  'review.col.links': 'Cuentas vinculadas',
  'review.col.sso': 'Inicio de sesión único',
  'review.filter': 'Filtrar cuentas',
  'review.filter-hint': 'Nombre, extensión o dirección',
  'review.filter-clear': 'Borrar filtro',
  'review.only-risky': 'Solo con riesgo',
  'review.found': '{count, plural, =0 {Ninguna cuenta} one {# cuenta} other {# cuentas}}',
  'review.none': 'Ninguna cuenta coincide.',
  'review.last': '{day, select, none {Aún sin revisar.} other {Última revisión: {day}.}}',
  'review.mark': 'Marcar como revisado',
  'review.marked': 'Marcado como revisado',
  'review.export': 'Exportar',
  'review.exported': 'Guardado en {path}',
  'review.disabled': 'Desactivada',
  'review.safe': 'Sin riesgos',
  'risk.address-recycled': 'Una dirección tiene un nuevo titular. Decide arriba.',
  'risk.shared-address':
    'Dirección compartida: quien lea el buzón puede entrar. Usa un grupo de distribución.',
  'risk.several-addresses':
    '{count, plural, one {# dirección puede} other {# direcciones pueden}} abrirla. Deja solo para avisos las del buzón de voz.',
  'risk.outside-domain': 'Una dirección fuera de tus dominios puede abrirla.',
  'review.address.none': 'Ninguna dirección',
  'review.address.also': '{also, select, yes {También abre} other {Abre}} {names}',
  'review.address.more': '{count, plural, one {# más} other {# más}}',
  'review.address.elsewhere':
    '{also, select, yes {También abre} other {Abre}} una cuenta en otro lugar',
  'review.address.outside': 'Fuera de tus dominios',
  'review.address.notifications': 'Solo avisos',
  'review.address.notifications-of': 'Solo avisos: {email}, {name}',
  'review.sso': 'Inicio de sesión único',
  'review.sso-of': 'Inicio de sesión único para {name}',
  'review.links.none': 'Ninguna cuenta vinculada',
  'review.link.about':
    '{provider} · {by, select, match {por dirección} password {por contraseña} other {desde Configuración}}',
  'review.link.used': 'usada {when}',
  'review.link.never-used': 'sin usar todavía',
  'review.link.remove-of': 'Quitar {email} de {name}',
  'review.code': 'Código de un solo uso',
  'review.code-of': 'Código de un solo uso para {name}',
  'review.code.title': '¿Emitir un código de un solo uso para {name}?',
  'review.code.text':
    'Para un día en que {anyProvider} no responde. Una persona, un equipo, un día: el código abre esta cuenta una vez y termina a las doce horas, junto con lo que abrió. Se avisa a {name}, y un código emitido antes deja de servir, junto con lo que abrió. Asegúrate de saber quién lo pide.',
  'review.code.confirm': 'Emitir un código',
  'review.code.shown.title': 'Código de un solo uso para {name}',
  'review.code.shown.text':
    'Dilo por teléfono o en persona, no por correo ni chat. Con el usuario de Sonar {username} sirve una vez, en un solo equipo (fin: {time}). No se vuelve a mostrar.',
  'review.code.done': 'Listo',
  'review.announce.code': 'Se emitió un código de un solo uso para {name}',
  'review.unlink.title': '¿Quitar {email} de {name}?',
  'review.unlink.text':
    'Ya no abrirá esta cuenta, y se cerrará la sesión de quien entró con ella. Se puede volver a vincular con la contraseña de Sonar.',
  'review.own-sso.title': '¿Desactivar el inicio de sesión único de tu propia cuenta?',
  'review.own-sso.text':
    '{everyProvider} ya no la abrirán{by, select, password {} other {, y tu sesión se cerrará de inmediato}}. Para activarlo otra vez, entra con tu usuario de Sonar o consulta a otra persona responsable de la oficina.',
  'review.own-sso.confirm': 'Desactivar',
  'review.announce.sso-on': 'El inicio de sesión único está activado para {name}',
  'review.announce.sso-off': 'El inicio de sesión único está desactivado para {name}',
  'review.announce.notifications': '{email} queda solo para avisos',
  'review.announce.sign-in': '{email} puede iniciar sesión',

  'recycled.title': 'Direcciones con un nuevo titular',
  'recycled.text':
    'Aprobar: el nuevo titular entra con esta dirección y el anterior ya no. Rechazar: la dirección solo deja entrar al nuevo titular con la contraseña de Sonar.',
  'recycled.seen': 'La usa otra cuenta de {provider}, vista {when}.',
  'recycled.opens': 'Abre {names}.',
  'recycled.approve': 'Aprobar',
  'recycled.approve-of': 'Aprobar {email}',
  'recycled.refuse': 'Rechazar',
  'recycled.refuse-of': 'Rechazar {email}',
  'recycled.ask.title': '¿Dejar entrar al nuevo titular de {email}?',
  'recycled.ask.text':
    'Se quita el vínculo del titular anterior. Aprueba solo si sabes quién tiene ahora esta dirección.',
  'recycled.announce.approve': 'Se aprobó {email}',
  'recycled.announce.refuse': 'Se rechazó {email}',

  'activity.title': 'Actividad',
  'activity.text':
    'Lo que ha ocurrido con los accesos de {organization}, empezando por lo más reciente.',
  'activity.table': 'Actividad',
  'activity.col.at': 'Cuándo',
  'activity.col.what': 'Qué',
  'activity.col.who': 'Quién',
  'activity.col.account': 'Cuenta de Sonar',
  'activity.col.device': 'Dispositivo',
  'activity.older': 'Mostrar anteriores',
  'activity.older.announce': '{count, plural, one {# evento más} other {# eventos más}}',
  'activity.none': 'Todavía no ha pasado nada.',
  'activity.end': 'Eso es todo.',
  'activity.somebody': 'Alguien desconocido',
  'activity.other': 'Otra cosa ({what})',
  'audit.signed-in': 'Inicio de sesión',
  'audit.sign-in-refused': 'Inicio de sesión rechazado',
  'audit.password-refused': 'Contraseña incorrecta',
  'audit.offered': 'Se pidió elegir una cuenta',
  'audit.link-required': 'Se pidió la contraseña de Sonar para vincular',
  'audit.linked': 'Vinculación',
  'audit.link-removed': 'Vínculo quitado',
  'audit.link-ended': 'Vínculo quitado junto con su dirección',
  'audit.provider-turned-off': '{anyProvider} desactivado',
  'audit.session-refreshed': 'Sesión renovada',
  'audit.session-ended': 'Sesión terminada',
  'audit.refresh-token-reused': 'Sesión detenida: su clave se usó dos veces',
  'audit.session-key-refused': 'Renovación rechazada: no vino del dispositivo que inició sesión',
  'audit.reverified': 'Confirmado por el proveedor',
  'audit.reverify-refused': 'Confirmación rechazada',
  'audit.signed-out': 'Cierre de sesión',
  'audit.signed-out-everywhere': 'Cierre de sesión en todas partes',
  'audit.device-signed-out': 'Sesión cerrada en un dispositivo',
  'audit.softphone-token-issued': 'Acceso concedido al teléfono por software',
  'audit.new-links-told': 'Vínculos nuevos vistos por su titular',
  'audit.provisioned': 'Teléfono por software configurado',
  'audit.account-sso-changed': 'Inicio de sesión único modificado en la cuenta',
  'audit.address-purpose-changed': 'Uso de una dirección modificado',
  'audit.address-recycled': 'Dirección con nuevo titular detectada',
  'audit.recycled-decided': 'Decisión sobre una dirección con nuevo titular',
  'audit.review-exported': 'Revisión exportada',
  'audit.break-glass-issued': 'Código de un solo uso emitido',
  'audit.break-glass-used': 'Inicio de sesión con un código de un solo uso',
  'audit.break-glass-refused': 'Código de un solo uso rechazado',
  'audit.reviewed': 'Marcado como revisado',
  'audit.changed-by-operator': 'Modificado por Sonar',

  // The support page.
  'support.title': 'Asistencia',
  'support.text': 'Averigua cuál es el problema o envía los detalles a alguien que pueda ayudarte.',
  'support.help': 'Abrir la página de ayuda',

  'self-test.title': 'Autocomprobación',
  'self-test.text': 'Comprueba todo lo que necesita un inicio de sesión. Tarda unos segundos.',
  'self-test.run': 'Comprobar ahora',
  'self-test.again': 'Comprobar otra vez',
  'self-test.running': 'Comprobando…',
  'self-test.list': 'Resultados',
  'self-test.summary':
    '{count, plural, =0 {Todo está en orden.} one {# punto requiere atención.} other {# puntos requieren atención.}}',
  'self-test.status.passed': 'En orden',
  'self-test.status.warning': 'Conviene saberlo',
  'self-test.status.failed': 'Problema',
  'self-test.name.callback': 'Respuesta del navegador',
  'self-test.name.sonar': 'Sonar',
  'self-test.name.certificate': 'Conexión segura',
  'self-test.name.clock': 'Reloj',
  'self-test.name.keychain': 'Llavero',
  'self-test.name.policy': 'Directivas',
  'self-test.name.screen': 'Bloqueo de la pantalla',
  'self-test.passed.callback': 'Sonar puede recibirla en este equipo ({detail}).',
  'self-test.passed.provider': 'Responde ({detail}).',
  'self-test.passed.sonar': 'Responde ({detail}).',
  'self-test.passed.certificate':
    '{detail, select, none {Este equipo confía en ella.} other {La avala {detail}.}}',
  'self-test.passed.clock': 'Exacto con un margen de un minuto ({detail}).',
  'self-test.passed.keychain': 'Mantiene tu sesión después de reiniciar.',
  'self-test.passed.policy': 'Se entienden todos los valores definidos.',
  'self-test.passed.screen': 'Cierra la sesión de todos cuando se bloquea.',
  'self-test.warning.keychain': 'No disponible: la sesión se cierra al salir de Sonar.',
  'self-test.warning.policy':
    '{count, plural, one {# valor no se entiende; puede que se bloquee lo que le corresponde.} other {# valores no se entienden; puede que se bloquee lo que les corresponde.}} Avisa a tu administrador.',
  'self-test.warning.lock':
    'Este sistema no le dice a Sonar cuándo se bloquea la pantalla. Cierra sesión antes de irte y avisa a tu administrador.',
  'self-test.warning.idle':
    'Este sistema no le dice a Sonar desde cuándo nadie lo toca, o alguien lo tocó todo el tiempo.',
  'self-test.warning.other': 'Funciona, pero no del todo como debería.',

  'report.title': 'Detalles para asistencia',
  'report.text':
    'Copia un informe con la versión, las directivas, los últimos pasos de los inicios de sesión y, si hace falta, un mensaje para tu administrador. Nunca contiene contraseñas ni claves.',
  'report.locked':
    'Administrado por tu organización: en este equipo no se pueden copiar ni guardar los detalles.',

  'bundle.open': 'Guardar un paquete de asistencia…',
  'bundle.collecting': 'Recopilando…',
  'bundle.title': 'Paquete de asistencia',
  'bundle.text':
    'Esto es todo lo que tendrá el archivo. Puede nombrar servidores y organizaciones; nunca contiene contraseñas ni claves. No se envía nada: tú decides a quién dárselo.',
  'bundle.files': 'Archivos del paquete',
  'bundle.save': 'Guardar…',
  'bundle.close': 'Cerrar',

  // What is set for this computer.
  'computer.title': 'Este equipo',
  'computer.text': 'Cómo se comporta Sonar aquí, sin importar quién inicie sesión.',
  'computer.settings': 'Configuración',
  'computer.notifications': 'Notificaciones',
  'computer.notifications.text':
    'Cuando una sesión termina, hay que confirmarla o espera al llavero.',
  'computer.notifications.locked':
    'Administrado por tu organización: las notificaciones están {on, select, yes {activadas} other {desactivadas}} en este equipo.',
  'computer.start': 'Iniciar con el equipo',
  'computer.start.text': 'Sonar se inicia cuando entras en el equipo, sin su ventana.',
  'computer.start.locked':
    'Administrado por tu organización: Sonar {on, select, yes {se inicia} other {no se inicia}} con este equipo.',
  'computer.window': 'Al cerrar la ventana',
  'computer.window.tray':
    'Sonar se queda en la bandeja cuando cierras su ventana. Para salir, elige Salir de Sonar en el menú de su icono.',
  'computer.window.quit': 'Sonar se cierra cuando cierras su ventana.',
  'computer.window.dock':
    'Sonar sigue abierto cuando cierras su ventana. Para salir, elige Salir de Sonar en su menú.',

  'about.title': 'Acerca de Sonar',
  'about.version': 'Sonar {version}',
  'about.store':
    '{store, select, keychain {Las sesiones se guardan en el llavero.} other {Las sesiones se cierran al salir de Sonar.}}',
  'about.policy.none': 'Tu organización no ha definido nada aquí.',
  'about.policy.provider': '{provider} no está permitido.',
  'about.policy.password': 'Los usuarios de Sonar no se usan para iniciar sesión.',
  'about.policy.linking': 'Aquí no se pueden vincular cuentas.',
  'about.policy.switching': 'Solo puede haber una cuenta con la sesión iniciada.',
  'about.policy.remember': 'No se recuerdan elecciones.',
  'about.policy.keep': 'No se guarda nada después de salir de Sonar.',
  'about.policy.diagnostics': 'No se pueden copiar ni guardar los detalles.',
  'about.policy.locales': 'Idiomas: {languages}.',
};
