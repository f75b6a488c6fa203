import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Area, areaTree } from '../../../src/views/report/area-tree.ts';
import { squarified, treemap } from '../../../src/views/report/treemap.ts';
import { contextTree } from '../../../src/views/view-model/context-tree.ts';
import { archiveEntry } from '../../builders/archive-entry.ts';

describe('squarified', () => {
  test('as in the paper: 6, 6, 4, 3, 2, 2, 1 in a rectangle of 6 by 4', () => {
    const places = squarified([6, 6, 4, 3, 2, 2, 1], { x: 0, y: 0, width: 6, height: 4 });
    const sizes = places.map(({ width, height }) => [width.toFixed(2), height.toFixed(2)]);
    expect(sizes).toEqual([
      ['3.00', '2.00'],
      ['3.00', '2.00'],
      ['1.71', '2.33'],
      ['1.29', '2.33'],
      ['1.20', '1.67'],
      ['1.20', '1.67'],
      ['0.60', '1.67'],
    ]);
  });

  test('any sizes fill the rectangle in proportion, and no two overlap', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 20, max: 2000 }), (unsorted, width) => {
        const sorted = unsorted.toSorted((one, other) => other - one);
        const total = sorted.reduce((sum, size) => sum + size, 0);
        const places = squarified(sorted, { x: 0, y: 0, width, height: 300 });
        expect(places).toHaveLength(sorted.length);
        for (const [index, { x, y, width: w, height: h }] of places.entries()) {
          expect((w * h) / (width * 300)).toBeCloseTo((sorted[index] as number) / total, 6);
          expect(x).toBeGreaterThanOrEqual(-1e-3);
          expect(y).toBeGreaterThanOrEqual(-1e-3);
          expect(x + w).toBeLessThanOrEqual(width + 1e-3);
          expect(y + h).toBeLessThanOrEqual(300 + 1e-3);
          for (const other of places.slice(index + 1)) {
            const apart =
              other.x >= x + w - 1e-3 ||
              x >= other.x + other.width - 1e-3 ||
              other.y >= y + h - 1e-3 ||
              y >= other.y + other.height - 1e-3;
            expect(apart).toBe(true);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

function tree(files: readonly (readonly [path: string, size: number])[]): Area {
  const entries = files.map(([path, size]) => archiveEntry(path, size));
  return areaTree(contextTree(entries), entries);
}

test('tiles that are not opened hold all bytes, and children lie inside of their directory', () => {
  const path = fc
    .array(fc.constantFrom('a', 'b', 'c', 'node_modules', '.git', 'x y'), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join('/'));
  const files = fc.uniqueArray(fc.tuple(path, fc.integer({ min: 0, max: 1e7 })), {
    minLength: 1,
    maxLength: 60,
    selector: ([name]) => name,
  });
  fc.assert(
    fc.property(files, (list) => {
      const root = tree(list);
      const tiles = treemap(root, 1000, 360);
      const leaves = tiles.filter(({ opened }) => !opened);
      expect(leaves.reduce((sum, { area }) => sum + area.bytes, 0)).toBe(root.bytes);
      for (const { x, y, width, height } of tiles) {
        expect([width >= 0, height >= 0, x >= -1e-3, y >= -1e-3]).toEqual([true, true, true, true]);
        expect(x + width).toBeLessThanOrEqual(1000 + 1e-3);
        expect(y + height).toBeLessThanOrEqual(360 + 1e-3);
      }
    }),
    { numRuns: 100 },
  );
});
