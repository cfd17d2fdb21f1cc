import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';

export function OwnDataPage() {
  return (
    <div className="mx-auto w-full max-w-3xl">
      <PageHeader title="Your data" description="What Slipway holds of you, to take with you." />
      <Card
        title="Download everything"
        description="Profile, conversations, requests, feedback, documents you uploaded, and more: one zip archive of JSON files with a README."
      >
        <Button asChild variant="primary">
          <a href="/api/me/export" download="personal-data.zip">
            Download your data
          </a>
        </Button>
        <p className="mt-3 text-muted-foreground text-sm">
          To have your data erased, ask the people who look after privacy in your organisation.
        </p>
      </Card>
    </div>
  );
}
