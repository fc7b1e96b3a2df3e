/**
 * Somebody else of this computer, in a process of their own: looks through the arguments of all processes for an
 * address of the app, opens what it finds, signs in at the stand-in as `argv[2]`, and brings the answer to the app. Where
 * the app leads nowhere it goes on from `argv[3]`, if that is given.
 * Prints one line of JSON: what was found, and how the app answered each request.
 */
import { readdirSync, readFileSync } from 'node:fs';

const [, , person = '', knownUrl = ''] = process.argv;
/** Debian's user who owns nothing. Root's program becomes them, for they may not be let into the project's folder. */
const nobody = 65_534;
process.setgroups([]);
process.setgid(nobody);
process.setuid(nobody);
const cookies = new Map();
const answers = [];

function findAddress() {
  for (const name of readdirSync('/proc')) {
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
      const found = words.find((word) =>
        /^http:\/\/(127\.0\.0\.1|localhost):\d+\/start\//.test(word),
      );
      if (found !== undefined) return found;
    } catch {
      // Gone meanwhile, or no process.
    }
  }
  return null;
}

async function visit(url, init = {}) {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(url, { ...init, headers: { cookie }, redirect: 'manual' });
  for (const line of response.headers.getSetCookie()) {
    const [name, value] = line.split(';')[0].split('=');
    cookies.set(name, value);
  }
  return response;
}

/** Signs in at the provider as themselves; the address of the app that the provider sends them to. */
async function signIn(url) {
  let response = await visit(url);
  for (let step = 0; step < 12; step += 1) {
    const location = response.headers.get('location');
    const target = location === null ? null : new URL(location, url);
    if (target !== null && target.pathname === '/callback') return target.href;
    if (target !== null) url = target.href;
    response =
      target === null
        ? await visit(url, { method: 'POST', body: new URLSearchParams({ person }) })
        : await visit(url);
  }
  throw new Error('no end');
}

async function attack() {
  const found = findAddress();
  if (found === null) return { found, answers };
  const response = await visit(found);
  answers.push(response.status);
  const target = response.headers.get('location');
  const authorizationUrl = target ?? knownUrl;
  if (authorizationUrl !== '') {
    const redirectUrl = await signIn(authorizationUrl);
    answers.push((await visit(redirectUrl)).status);
  }
  return { found, location: target, answers };
}

console.log(JSON.stringify(await attack()));
