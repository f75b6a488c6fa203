import { type Markdown, type MarkdownPart, markdown } from './markdown.ts';

export interface Column {
  readonly title: string;
  readonly align?: 'right';
}

/** Cells are escaped, or Markdown of one line already. */
export function tableMarkdown(
  columns: readonly Column[],
  rows: readonly (readonly MarkdownPart[])[],
): Markdown {
  return markdown`
|${columns.map(({ title }) => markdown` ${title} |`)}
|${columns.map(({ align }) => (align === 'right' ? markdown` --: |` : markdown` --- |`))}
${rows.map((cells) => markdown`|${cells.map((cell) => markdown` ${cell} |`)}\n`)}`;
}

/** Folded away beneath its title. */
export function foldedMarkdown(title: MarkdownPart, content: MarkdownPart, open: boolean): Markdown {
  return markdown`
<details${open && markdown` open`}><summary>${title}</summary>
${content}
</details>
`;
}
