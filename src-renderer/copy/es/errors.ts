import type { errors as english } from '../en/errors.ts';

/** Spanish: words for every code. */
export const errors: Record<keyof typeof english, string> = {
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
  'error.access-denied.title':
    '{who, select, google {Google} microsoft {Microsoft} other {El proveedor}} no dio acceso',
  'error.access-denied.detail':
    'Tú o tu organización rechazaron la solicitud. Inténtalo de nuevo o usa otra cuenta.',
  'error.provider-unreachable.title': 'No podemos conectar con {provider}',
  'error.provider-unreachable.detail': 'Revisa tu conexión e inténtalo de nuevo.',
  'error.provider-busy.title': '{provider} no puede responder ahora',
  'error.provider-busy.detail':
    '{time, select, none {Espera un minuto e inténtalo de nuevo.} other {Podrás intentarlo de nuevo a esta hora: {time}.}}',
  'error.provider-refused.title':
    '{who, select, google {Google} microsoft {Microsoft} other {El proveedor}} rechazó la solicitud',
  'error.provider-refused.detail': 'No se cambió nada. Envía los detalles a tu administrador.',
  'error.interaction-required.title': 'Confirma que sigues siendo tú',
  'error.interaction-required.detail':
    '{who, select, google {Google} microsoft {Microsoft} other {El proveedor}} quiere preguntarte algo en el navegador.',
  'error.consent-required.title': 'Tu organización debe aprobar Sonar primero',
  'error.consent-required.detail':
    'Envía los detalles a tu administrador{who, select, google { de Google} microsoft { de Microsoft} other {}}.',
  'error.administrator-needed.title': 'Tu administrador tiene que intervenir',
  'error.administrator-needed.detail':
    '{who, select, google {Google} microsoft {Microsoft} other {El proveedor}} no te deja entrar con esta cuenta o en este equipo. Envía los detalles a tu administrador.',
  'error.login-required.title': 'Confirma que sigues siendo tú',
  'error.login-required.detail': 'Tu sesión en {provider} ya no está abierta en el navegador.',
  'error.identity-not-verified.title': 'No pudimos confirmar la respuesta de {provider}',
  'error.identity-not-verified.detail':
    'No se cambió nada. Inténtalo de nuevo. Si se repite, avisa a tu administrador.',
  'error.sign-in-not-fresh.title':
    '{who, select, google {Google} microsoft {Microsoft} other {El proveedor}} no te pidió que iniciaras sesión de nuevo',
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
    '{who, select, google {Tu inicio de sesión en Google funcionó; hará falta un intento más.} microsoft {Tu inicio de sesión en Microsoft funcionó; hará falta un intento más.} other {Revisa tu conexión e inténtalo de nuevo.}}',
  'error.account-service-invalid.title': 'Sonar envió una respuesta que esta versión no entiende',
  'error.account-service-invalid.detail':
    'No se cambió nada. Inténtalo de nuevo o actualiza Sonar.',
  'error.sso-not-enabled.title':
    'El inicio de sesión único aún no está activado en {person, select, none {tu organización} other {la organización de {person}}}',
  'error.sso-not-enabled.detail':
    'Usa {person, select, none {tu} other {el}} usuario de Sonar o pide participar en la prueba piloto.',
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
    '{who, select, google {Hace tiempo que Google no confirma que eres tú.} microsoft {Hace tiempo que Microsoft no confirma que eres tú.} other {Ha pasado un tiempo desde tu última confirmación.}}',
  'error.wrong-credentials.title': 'El usuario y la contraseña no coinciden',
  'error.wrong-credentials.detail':
    '{tries, plural, =0 {Revisa ambos y escribe la contraseña otra vez.} one {Te queda # intento.} other {Te quedan # intentos.}}',
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
  'error.identity-mismatch.title':
    'Esa era otra cuenta{who, select, google { de Google} microsoft { de Microsoft} other {}}',
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
    'Tu organización no permite {who, select, google {Google} microsoft {Microsoft} other {esta forma de entrar}} aquí',
  'error.blocked-by-policy.detail':
    '{allowed, select, google {Inicia sesión con Google.} microsoft {Inicia sesión con Microsoft.} password {Inicia sesión con tu usuario de Sonar.} other {Pregunta a tu administrador cómo iniciar sesión.}}',
  'error.call-in-progress.title': 'Estás en una llamada',
  'error.call-in-progress.detail': 'Termínala primero; cambiar de cuenta ahora la cortaría.',
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
