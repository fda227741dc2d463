// Pages that came with the program, by their place in it.
export function Docs({ says, pages }: { says: string; pages: { page: string; about?: string }[] }) {
  return (
    <div className="docs-list">
      <span className="meta">{says}</span>
      <ul>{pages.map(({ page, about }) => <li key={page}><code>{page}</code>{about && <span className="meta">{about}</span>}</li>)}</ul>
    </div>
  );
}
