import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import path from 'node:path';

/**
 * Says which file below a folder has changed, appeared or gone, by its path in the folder. Each folder in it has a watcher
 * of its own: Node's recursive one follows files, and on Linux loses one that an editor replaces when it saves.
 */
export function watchFolder(folder: string, onChange: (filename: string) => void): { close(): void } {
  const watched = new Map<string, { readonly inode: number; readonly watcher: FSWatcher }>();

  /** Watches a folder and those in it. Gives the files that are there already. */
  function add(directory: string, inode: number): string[] {
    const watcher = watch(directory, (_, name) => {
      if (name) changed(path.join(directory, name));
    });
    watcher.on('error', () => remove(directory));
    watched.set(directory, { inode, watcher });
    return readdirSync(directory)
      .filter((name) => name !== 'node_modules')
      .flatMap((name) => {
        const filename = path.join(directory, name);
        const inner = inodeOfFolder(filename);
        return inner === null ? [filename] : add(filename, inner);
      });
  }

  function changed(filename: string): void {
    const inode = inodeOfFolder(filename);
    if (inode !== null && watched.get(filename)?.inode === inode) return; // its own watcher says what changes in it
    remove(filename);
    for (const changed of inode === null ? [filename] : addIfThere(filename, inode)) {
      onChange(path.relative(folder, changed));
    }
  }

  /** A new folder may be gone again, or one in it. */
  function addIfThere(directory: string, inode: number): string[] {
    try {
      return add(directory, inode);
    } catch {
      return [];
    }
  }

  function remove(directory: string): void {
    for (const [name, { watcher }] of watched) {
      if (name !== directory && !name.startsWith(directory + path.sep)) continue;
      watcher.close();
      watched.delete(name);
    }
  }

  add(folder, inodeOfFolder(folder)!);
  return { close: () => remove(folder) };
}

function inodeOfFolder(filename: string): number | null {
  const stats = statSync(filename, { throwIfNoEntry: false });
  return stats?.isDirectory() ? stats.ino : null;
}
