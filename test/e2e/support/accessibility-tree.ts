import type { CDPSession, Page } from 'playwright-core';
import { waitUntil } from '../../support/wait-until.ts';

/** Drives a page by what assistive technology is told of it, and by nothing else. */
export interface AccessibilityTree {
  /** Waits until something with this role and name is there. */
  waitFor(role: string, name: string): Promise<void>;
  /** Gives it the focus and presses a key on it. */
  press(role: string, name: string, key?: string): Promise<void>;
  /** Gives it the focus and types. */
  type(role: string, name: string, text: string): Promise<void>;
  /** Role and name of what has the focus. */
  focused(): Promise<string>;
}

/** Looks at the accessibility tree of a page. */
export async function openAccessibilityTree(page: Page): Promise<AccessibilityTree> {
  const client = await page.context().newCDPSession(page);
  await client.send('Accessibility.enable');
  async function focusOn(role: string, name: string): Promise<void> {
    await waitUntil(async () => {
      const backendNodeId = await find(client, role, name);
      if (backendNodeId === null) return false;
      // It may have been drawn anew meanwhile; then it is looked for again.
      return client.send('DOM.focus', { backendNodeId }).then(
        () => true,
        () => false,
      );
    }, `${role} "${name}" in the accessibility tree`);
  }
  return {
    waitFor: (role, name) =>
      waitUntil(
        async () => (await find(client, role, name)) !== null,
        `${role} "${name}" in the accessibility tree`,
      ),
    async press(role, name, key = 'Enter') {
      await focusOn(role, name);
      await page.keyboard.press(key);
    },
    async type(role, name, text) {
      await focusOn(role, name);
      await page.keyboard.insertText(text);
    },
    async focused() {
      const { nodes } = await client.send('Accessibility.getFullAXTree');
      const node = nodes.findLast(({ properties = [] }) =>
        properties.some(({ name, value }) => name === 'focused' && value.value === true),
      );
      return `${node?.role?.value} ${node?.name?.value}`;
    },
  };
}

async function find(client: CDPSession, role: string, name: string): Promise<number | null> {
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  const node = nodes.find(
    (candidate) =>
      !candidate.ignored && candidate.role?.value === role && candidate.name?.value === name,
  );
  return node?.backendDOMNodeId ?? null;
}
