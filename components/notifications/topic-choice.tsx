'use client';

import { useId } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { subscribableTopics, type Topic, topics } from '#lib/notifications/schemas.ts';

interface TopicChoiceProps {
  chosen: readonly Topic[];
  onChange: (chosen: Topic[]) => void;
  describedBy: string | undefined;
}

export function TopicChoice({ chosen, onChange, describedBy }: TopicChoiceProps) {
  const id = useId();
  const toggle = (topic: Topic, on: boolean) =>
    onChange(subscribableTopics.filter((each) => (each === topic ? on : chosen.includes(each))));
  return (
    <fieldset
      aria-label="Topics"
      aria-describedby={describedBy}
      className="grid gap-x-4 gap-y-2 rounded-md border border-border p-3 sm:grid-cols-2"
    >
      {subscribableTopics.map((topic) => (
        <div key={topic} className="flex items-start gap-2.5">
          <Checkbox
            id={`${id}-${topic}`}
            checked={chosen.includes(topic)}
            onCheckedChange={(on) => toggle(topic, on === true)}
          />
          <label htmlFor={`${id}-${topic}`} className="text-sm">
            {topics[topic]}
          </label>
        </div>
      ))}
    </fieldset>
  );
}
