import { mkdir, rmdir } from "node:fs/promises";
import { join } from "node:path";

/** Does some work while no other test does any of this name: of some things a shop has only one. */
export async function alone(name: string, work: () => Promise<void>): Promise<void> {
  const folder = process.env.LECTERN_ARTIFACTS ?? "test-results";
  const lock = join(folder, `alone-${name}`);
  await mkdir(folder, { recursive: true });
  while (!(await mkdir(lock).then(() => true, () => false))) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  try {
    await work();
  } finally {
    await rmdir(lock);
  }
}
