import type { AccountMessages } from './en-account.ts';

/** Spanish: the words of the account's pages, loaded with them. */
export const es: AccountMessages = {
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
