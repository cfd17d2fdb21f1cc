'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { policyLimits, type StagePolicy } from '#lib/guardrails/schemas.ts';
import { LinesField } from './lines-field.tsx';
import { guardActions } from './words.ts';

type Banned = StagePolicy['banned'];
type Topic = Banned['topics'][number];

interface BannedTopicsProps {
  banned: Banned;
  disabled: boolean;
  onChange: (banned: Banned) => void;
}

/** Topics by name, each with its words and patterns. */
export function BannedTopics({ banned, disabled, onChange }: BannedTopicsProps) {
  // Topics have no id of their own; keys keep what is typed with its topic when another one goes.
  const [keys, setKeys] = useState(() => banned.topics.map(() => crypto.randomUUID()));
  const setTopic = (at: number, part: Partial<Topic>) =>
    onChange({
      ...banned,
      topics: banned.topics.map((topic, index) => (index === at ? { ...topic, ...part } : topic)),
    });
  const add = () => {
    setKeys([...keys, crypto.randomUUID()]);
    const topic = { name: `Topic ${banned.topics.length + 1}`, words: [], patterns: [] };
    onChange({
      action: banned.action === 'allow' ? 'flag' : banned.action,
      topics: [...banned.topics, topic],
    });
  };
  const remove = (at: number) => {
    setKeys(keys.filter((_, index) => index !== at));
    onChange({ ...banned, topics: banned.topics.filter((_, index) => index !== at) });
  };
  return (
    <div className="flex flex-col gap-3">
      <Field label="Banned words and topics" className="max-w-md" required>
        {(control) => (
          <Select
            {...control}
            value={banned.action}
            options={guardActions}
            disabled={disabled}
            onValueChange={(action) => onChange({ ...banned, action })}
          />
        )}
      </Field>
      {banned.topics.map((topic, at) => (
        <div
          key={keys[at] ?? at}
          className="grid gap-3 rounded-md border border-border p-3 md:grid-cols-[1fr_1fr_1fr_auto]"
        >
          <Field label="Topic" required>
            {(control) => (
              <Input
                {...control}
                disabled={disabled}
                maxLength={100}
                value={topic.name}
                onChange={(event) => setTopic(at, { name: event.target.value })}
              />
            )}
          </Field>
          <LinesField
            label="Words and phrases"
            value={topic.words}
            disabled={disabled}
            onChange={(words) => setTopic(at, { words })}
          />
          <LinesField
            label="Patterns (RE2)"
            value={topic.patterns}
            disabled={disabled}
            onChange={(patterns) => setTopic(at, { patterns })}
          />
          {!disabled && (
            <IconButton
              label={`Remove the topic ${topic.name}`}
              icon={<Trash2 aria-hidden />}
              onClick={() => remove(at)}
            />
          )}
        </div>
      ))}
      {!disabled && banned.topics.length < policyLimits.topics && (
        <div>
          <Button onClick={add}>
            <Plus aria-hidden />
            Add a topic
          </Button>
        </div>
      )}
    </div>
  );
}
