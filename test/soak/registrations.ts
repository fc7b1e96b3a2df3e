import { setTimeout as pause } from 'node:timers/promises';
import { buildExample } from '../../scripts/build-example.ts';
import { takeUnexpectedFaults } from '../e2e/support/faults.ts';
import { addLine, line, registered, startPhone, withPhones } from '../e2e/support/softphone.ts';
import { readable, type SoakOptions, type SoakResult } from './support/measure.ts';

/** The example renews at half of it. */
const credentialMs = 90_000;
const betweenLooksMs = 500;

/** Lets the example keep the lines of one person registered with credentials of 90 s. */
export async function soakRegistrations({ runs, isOver }: SoakOptions): Promise<SoakResult> {
  await buildExample();
  return withPhones(async (desktop) => {
    const { sonar, registrar } = desktop.sandbox.control;
    if (registrar === null) throw new Error('There is no registrar.');
    sonar.setTtl({ provisioning: credentialMs });
    const phone = await startPhone(desktop, 'ben');
    await addLine(desktop, phone, 'google-three-accounts', /Maple Dental · Ext\. 210/);
    await phone.page.getByRole('button', { name: 'Add an account' }).click();
    await addLine(desktop, phone, 'google-three-accounts', /Harbour Legal/);
    await line(phone, 'Harbour Legal').getByText('Registered').waitFor();

    const lines = await registered(desktop);
    const taken = () =>
      registrar.log().filter(({ status, expires }) => status === 200 && expires > 0);
    const renewals = () => taken().length - lines.length;
    const startedAt = performance.now();
    const gaps: string[] = [];
    let looks = 0;
    while (renewals() < runs && !isOver()) {
      await pause(betweenLooksMs);
      const now = await registered(desktop);
      looks += 1;
      if (now.join() !== lines.join()) gaps.push(`registered were only: ${now.join(', ')}`);
    }
    const log = registrar.log();
    // The question that a registrar puts before each is no refusal.
    const refused = log.filter(({ status, detail }) => status !== 200 && detail !== 'asked');
    const asked = log.filter(({ detail }) => detail === 'asked').length;
    const shortest = lines.map((address) => {
      const own = taken().filter((event) => event.address === address);
      return own.slice(1).map((next, at) => {
        const before = own[at] ?? next;
        return before.at / 1_000 + before.expires - next.at / 1_000;
      });
    });
    const violations = [
      ...gaps,
      ...refused.map((event) => JSON.stringify(event)),
      ...(asked > taken().length ? [`asked ${asked} times for ${taken().length}`] : []),
      ...takeUnexpectedFaults(),
    ];
    return {
      what: `${readable(renewals())} renewals of credentials that live 90 s`,
      figures: {
        lines: lines.length,
        looks,
        gaps: gaps.length,
        refused: refused.length,
        'seconds left at the latest renewal': Math.min(...shortest.flat()),
        minutes: (performance.now() - startedAt) / 60_000,
      },
      violations,
    };
  });
}
