'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { JsonSchema } from '#lib/api-document/schemas.ts';
import { type Components, type Inside, shapeOf } from './schema-shape.ts';

interface SchemaTreeProps {
  schema: JsonSchema;
  components: Components;
}

/** What is inside a shape, level by level; a level is built when it is opened, because shapes may contain themselves. */
export function SchemaTree({ schema, components }: SchemaTreeProps) {
  const { inside, kind, notes, description } = shapeOf(schema, components);
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p className="text-muted-foreground">
        <span className="font-medium text-foreground">{kind}</span>
        {notes.length > 0 && ` · ${notes.join(' · ')}`}
        {description !== null && ` · ${description}`}
      </p>
      <Members inside={inside} components={components} />
    </div>
  );
}

function Members({ inside, components }: { inside: readonly Inside[]; components: Components }) {
  if (inside.length === 0) return null;
  return (
    <ul className="flex flex-col border-border border-l pl-3">
      {inside.map((member) => (
        <Member key={member.label} member={member} components={components} />
      ))}
    </ul>
  );
}

function Member({ member, components }: { member: Inside; components: Components }) {
  const [open, setOpen] = useState(false);
  const shape = shapeOf(member.schema, components);
  const line = (
    <>
      <code className="font-mono [overflow-wrap:anywhere]">{member.label}</code>{' '}
      <span className="text-muted-foreground">{shape.kind}</span>
      {member.required && <span className="text-muted-foreground text-xs"> · required</span>}
    </>
  );
  return (
    <li className="py-1">
      {shape.inside.length === 0 ? (
        <div className="pl-5">{line}</div>
      ) : (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex items-start gap-1 rounded-sm text-left hover:bg-muted"
        >
          <ChevronRight
            aria-hidden
            className={`mt-0.5 size-4 shrink-0 text-muted-foreground ${open ? 'rotate-90' : ''}`}
          />
          <span>{line}</span>
        </button>
      )}
      {(shape.description !== null || shape.notes.length > 0) && (
        <p className="pl-5 text-muted-foreground text-xs [overflow-wrap:anywhere]">
          {[shape.description, ...shape.notes].filter(Boolean).join(' · ')}
        </p>
      )}
      {open && (
        <div className="pt-1 pl-1.5">
          <Members inside={shape.inside} components={components} />
        </div>
      )}
    </li>
  );
}
