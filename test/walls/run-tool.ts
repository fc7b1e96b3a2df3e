import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const tools = {
  biome: fileURLToPath(new URL('../../node_modules/@biomejs/biome/bin/biome', import.meta.url)),
  tsc: fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url)),
};

/** Runs a tool of the project in a folder to its end. */
export function runTool(
  tool: keyof typeof tools,
  args: readonly string[],
  folder: string,
): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tools[tool], ...args], { cwd: folder });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, output }));
  });
}
