import { contains, elements, isBlock, isElement, type Element } from './tree.ts';

/** Whether Markdown has a form for a table: one row of headings, then rows of cells without blocks. */
export function isGrid(table: Element): boolean {
  const inside = [...elements(table)];
  if (inside.some((one) => isElement(one, 'caption', 'table'))) return false;
  const rows = inside.filter((one) => isElement(one, 'tr'));
  const cells = rows.map((row) => row.children.filter((one) => isElement(one, 'td', 'th')));
  const [head = [], ...body] = cells;
  return (
    head.length > 0 &&
    head.every((one) => isElement(one, 'th')) &&
    body.flat().every((one) => isElement(one, 'td')) &&
    body.every((row) => row.length <= head.length) &&
    cells.flat().every((cell) => isElement(cell) && !isSpread(cell) && !contains(cell, isBlock)) &&
    // Markdown fills short rows with empty cells.
    head.length * rows.length <= 4 * cells.flat().length + 1000
  );
}

function isSpread({ properties }: Element): boolean {
  return Number(properties['colSpan'] ?? 1) > 1 || Number(properties['rowSpan'] ?? 1) > 1;
}
