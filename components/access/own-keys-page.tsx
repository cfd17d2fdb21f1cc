import { PageHeader } from '#components/ui/page-header.tsx';
import { KeysPanel } from './keys-panel.tsx';

export function OwnKeysPage() {
  return (
    <div className="mx-auto w-full max-w-5xl">
      <PageHeader
        title="Your API keys"
        description="The programs that act in your name, and when they last did."
      />
      <KeysPanel scope="own" />
    </div>
  );
}
