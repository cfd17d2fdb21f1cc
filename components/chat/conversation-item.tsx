'use client';

import { Ellipsis, Pencil, Pin, PinOff, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { cn } from '#components/ui/cn.ts';
import { DropdownMenu, MenuItem, MenuSeparator } from '#components/ui/dropdown-menu.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import type { ConversationSummary } from '#lib/chat/schemas.ts';
import { ChatLink } from './chat-link.tsx';
import { useChangeConversation } from './use-conversations.ts';

interface ConversationItemProps {
  conversation: ConversationSummary;
  open: boolean;
  onNavigate: (() => void) | undefined;
  onDelete: () => void;
}

export function ConversationItem({ conversation, open, onNavigate, onDelete }: ConversationItemProps) {
  const [renaming, setRenaming] = useState(false);
  const change = useChangeConversation();
  const { id, title, pinnedAt } = conversation;
  if (renaming) {
    return (
      <li>
        <RenameField
          title={title}
          onDone={(next) => {
            setRenaming(false);
            if (next !== null && next !== title) change.mutate({ id, title: next });
          }}
        />
      </li>
    );
  }
  return (
    <li
      className={cn(
        'group flex items-center rounded-md pr-1 transition-colors hover:bg-hover',
        open && 'bg-selected hover:bg-selected',
      )}
    >
      <ChatLink
        conversationId={id}
        onClick={onNavigate}
        onDoubleClick={() => setRenaming(true)}
        aria-current={open ? 'page' : undefined}
        title={title}
        dir="auto"
        className="min-w-0 flex-1 truncate rounded-md px-2.5 py-1.5 text-base max-md:py-2.5"
      >
        {title}
      </ChatLink>
      <DropdownMenu
        align="start"
        returnFocus={!renaming}
        trigger={
          <IconButton
            label={`Actions for “${title}”`}
            icon={<Ellipsis aria-hidden />}
            className="opacity-0 focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100 max-lg:opacity-100"
          />
        }
      >
        <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setRenaming(true)}>
          Rename
        </MenuItem>
        <MenuItem
          icon={pinnedAt ? <PinOff aria-hidden /> : <Pin aria-hidden />}
          onSelect={() => change.mutate({ id, pinned: pinnedAt === null })}
        >
          {pinnedAt ? 'Unpin' : 'Pin'}
        </MenuItem>
        <MenuSeparator />
        <MenuItem tone="danger" icon={<Trash2 aria-hidden />} onSelect={onDelete}>
          Delete
        </MenuItem>
      </DropdownMenu>
    </li>
  );
}

interface RenameFieldProps {
  title: string;
  /** The new title; null when it was given up. */
  onDone: (title: string | null) => void;
}

function RenameField({ title, onDone }: RenameFieldProps) {
  const [text, setText] = useState(title);
  const save = () => onDone(text.trim() === '' ? null : text.trim());
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) save();
    if (event.key === 'Escape') {
      event.preventDefault();
      onDone(null);
    }
  };
  return (
    <Input
      ref={focusAndSelect}
      aria-label="New title"
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
      onBlur={save}
      onKeyDown={press}
      className="h-8"
    />
  );
}

/** After the menu that opened it has closed and given focus back. */
function focusAndSelect(input: HTMLInputElement | null): void {
  if (input) requestAnimationFrame(() => input.select());
}
