/** Spanish words of account security, remembered choices and devices. ICU MessageFormat. */
export const security = {
  'nav.label': 'Páginas de esta cuenta',
  'nav.settings': 'Seguridad de la cuenta',
  'nav.choices': 'Elecciones recordadas',
  'nav.devices': 'Mis dispositivos',
  'nav.review': 'Revisión',
  'nav.activity': 'Actividad',
  'nav.support': 'Asistencia',
  'account.organization': 'tu organización',
  'load.loading': 'Cargando…',
  'when.both': '{relative} ({date})',

  'security.title': 'Cambiar la seguridad de la cuenta',
  'security.sso': 'Inicio de sesión único',
  'security.sso.text':
    'Cuentas de Google y Microsoft que abren esta cuenta de Sonar. Vincular una no añade ninguna dirección: no se le envían mensajes de voz.',
  'security.on':
    '{count, plural, one {# cuenta vinculada abre esta cuenta de Sonar.} other {# cuentas vinculadas abren esta cuenta de Sonar.}}',
  'security.off':
    'Activa la opción para vincular una cuenta de {provider}. Se abrirá el navegador.',
  'security.locked.provider':
    'Administrado por tu organización: {provider} no está permitido en este equipo.',
  'security.locked.linking':
    'Administrado por tu organización: no se pueden vincular cuentas en este equipo.',
  'security.locked.sso': 'El inicio de sesión único está desactivado para esta cuenta de Sonar.',
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
  'addresses.text':
    'Quien inicie sesión en Google o Microsoft con una de ellas puede abrir la cuenta.',
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

  'choices.title': 'Elecciones recordadas',
  'choices.text':
    'Algunas cuentas de Google y Microsoft abren varias cuentas de Sonar. Esto es lo que abre cada una sin preguntar.',
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
    'Google o Microsoft deja de abrir la cuenta, en todos los equipos. La opción está en la seguridad de la cuenta.',
  'leave.sso.action': 'Ir al inicio de sesión único',
  'leave.everywhere': 'Cerrar sesión en todas partes',
  'leave.everywhere.text':
    'En todos los equipos y teléfonos, incluido este. Las cuentas vinculadas siguen vinculadas.',
} as const;
