/** Spanish words of the support page. ICU MessageFormat. */
export const support = {
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
  'self-test.name.google': 'Google',
  'self-test.name.microsoft': 'Microsoft',
  'self-test.name.sonar': 'Sonar',
  'self-test.name.certificate': 'Conexión segura',
  'self-test.name.clock': 'Reloj',
  'self-test.name.keychain': 'Llavero',
  'self-test.name.policy': 'Directivas',
  'self-test.passed.callback': 'Sonar puede recibirla en este equipo ({detail}).',
  'self-test.passed.google': 'Responde ({detail}).',
  'self-test.passed.microsoft': 'Responde ({detail}).',
  'self-test.passed.sonar': 'Responde ({detail}).',
  'self-test.passed.certificate':
    '{detail, select, none {Este equipo confía en ella.} other {La avala {detail}.}}',
  'self-test.passed.clock': 'Exacto con un margen de un minuto ({detail}).',
  'self-test.passed.keychain': 'Mantiene tu sesión después de reiniciar.',
  'self-test.passed.policy': 'Se entienden todos los valores definidos.',
  'self-test.warning.keychain': 'No disponible: la sesión se cierra al salir de Sonar.',
  'self-test.warning.policy':
    '{count, plural, one {# valor no se entiende; puede que se bloquee lo que le corresponde.} other {# valores no se entienden; puede que se bloquee lo que les corresponde.}} Avisa a tu administrador.',
  'self-test.warning.other': 'Funciona, pero no del todo como debería.',

  'report.title': 'Detalles para asistencia',
  'report.text':
    'Copia un informe con la versión, las directivas, los últimos pasos de los inicios de sesión y, si hace falta, un mensaje para tu administrador. Nunca contiene contraseñas ni claves.',
  'report.locked':
    'Administrado por tu organización: en este equipo no se pueden copiar los detalles.',

  'about.title': 'Este equipo',
  'about.version': 'Sonar {version}',
  'about.store':
    '{store, select, keychain {Las sesiones se guardan en el llavero.} other {Las sesiones se cierran al salir de Sonar.}}',
  'about.policy.none': 'Tu organización no ha definido nada aquí.',
  'about.policy.provider': '{provider} no está permitido.',
  'about.policy.password': 'Los usuarios de Sonar no se usan para iniciar sesión.',
  'about.policy.linking': 'Aquí no se pueden vincular cuentas.',
  'about.policy.remember': 'No se recuerdan elecciones.',
  'about.policy.keep': 'No se guarda nada después de salir de Sonar.',
  'about.policy.diagnostics': 'No se pueden copiar los detalles.',
  'about.policy.locales': 'Idiomas: {languages}.',
} as const;
