'use client';

import { Plus, X } from 'lucide-react';
import { z } from 'zod';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { NameInput, WordsInput } from './draft-inputs.tsx';
import { keyed } from './form-parts.ts';
import { newTopic } from './step-fields.ts';

const topicsSchema = z.array(
  z.looseObject({
    name: z.string().catch(''),
    words: z.array(z.string()).optional().catch(undefined),
    patterns: z.array(z.string()).optional().catch(undefined),
  }),
);
type Topic = z.infer<typeof topicsSchema>[number];

interface TopicsInputProps {
  id: string;
  value: unknown;
  onChange: (topics: Topic[]) => void;
}

/** Topics a step declines, each by its words; patterns can be added in the text and are kept. */
export function TopicsInput({ id, value, onChange }: TopicsInputProps) {
  const topics = topicsSchema.catch([]).parse(value);
  const change = (index: number, next: Topic) =>
    onChange(topics.map((topic, place) => (place === index ? next : topic)));
  return (
    <fieldset id={id} aria-label="Topics" className="flex min-w-0 flex-col gap-2">
      {keyed(topics, ({ name }) => name).map(({ key, item, index }) => (
        <div key={key} className="grid grid-cols-[minmax(0,1fr)_minmax(0,2fr)_auto] items-center gap-2">
          <NameInput
            aria-label={`Name of topic ${index + 1}`}
            value={item.name}
            onCommit={(name) => change(index, { ...item, name })}
          />
          <WordsInput
            aria-label={`Words of ${item.name}`}
            placeholder={item.patterns ? `${item.patterns.length} patterns` : 'words, phrases'}
            value={item.words ?? []}
            onChange={(words) => change(index, { ...item, words })}
          />
          <IconButton
            label={`Remove topic ${item.name}`}
            icon={<X aria-hidden />}
            onClick={() => onChange(topics.filter((_, place) => place !== index))}
          />
        </div>
      ))}
      <div>
        <Button
          size="sm"
          onClick={() => onChange([...topics, { ...newTopic, name: `Topic ${topics.length + 1}` }])}
        >
          <Plus aria-hidden />
          Add a topic
        </Button>
      </div>
    </fieldset>
  );
}
