'use client';

import { CornerDownLeft, Square } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import type { InputSignature } from '#lib/chain/schemas.ts';
import type { TryVersion } from '#lib/serving/schemas.ts';
import { type InputDrafts, initialDrafts, readDrafts } from './input-drafts.ts';
import { InputFields } from './input-fields.tsx';

interface QuestionFormProps {
  /** What is to be filled in, and what it starts with. */
  signature: InputSignature;
  /** The verb and its object: "Ask version 4". */
  askLabel: string;
  running: boolean;
  onAsk: (question: TryVersion) => void;
  onStop: () => void;
}

/** A question and the inputs of a signature. Enter asks, Shift+Enter makes a new line. */
export function QuestionForm({ signature, askLabel, running, onAsk, onStop }: QuestionFormProps) {
  const [question, setQuestion] = useState(signature.example?.question ?? '');
  const [drafts, setDrafts] = useState<InputDrafts>(() => initialDrafts(signature));
  const [problems, setProblems] = useState<Record<string, string>>({});
  const variables = signature.variables ?? {};

  const ask = () => {
    const read = readDrafts(variables, drafts);
    setProblems(read.problems);
    if (question.trim() === '' || Object.keys(read.problems).length > 0) return;
    onAsk({ question: question.trim(), inputs: read.values });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!running) ask();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!running) ask();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <Field label="Question" required>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            dir="auto"
            maxLength={signature.maxQuestionChars}
            value={question}
            onChange={(event) => setQuestion(event.target.value)}
            onKeyDown={press}
          />
        )}
      </Field>
      <InputFields variables={variables} drafts={drafts} problems={problems} onChange={setDrafts} />
      <div>
        {/* Keys, because a button that turns into the submitting one while it is clicked submits. */}
        {running ? (
          <Button key="stop" onClick={onStop}>
            <Square aria-hidden />
            Stop
          </Button>
        ) : (
          <Button key="ask" type="submit" variant="primary" disabled={question.trim() === ''}>
            <CornerDownLeft aria-hidden />
            {askLabel}
          </Button>
        )}
      </div>
    </form>
  );
}
