/** A question about a known document, and text that the first two quotes of its answer must hold. */
export interface KnownQuestion {
  question: string;
  /** Any of them, letter case aside. */
  holds: string[];
}

const asked = (question: string, ...holds: string[]): KnownQuestion => ({ question, holds });

/** Questions that the guide (docs/*.md) answers, in words that are often not its own. */
export const guideQuestions: readonly KnownQuestion[] = [
  asked('How do I add documents?', 'Drop files on the documents page'),
  asked('How can I upload a file?', 'Drop files on the documents page', 'Drag your files'),
  asked('Which file formats can I upload?', 'PDF, Word'),
  asked('Does it read Excel spreadsheets?', 'Excel (XLSX)'),
  asked('How do I stop Slipway?', 'Press Ctrl-C once'),
  asked('How long must a password be?', 'at least 10 characters long'),
  asked('Which port does it use?', 'port of the console and the API'),
  asked('What roles exist?', 'An owner does everything'),
  asked('What is a stakeholder allowed to do?', 'A stakeholder reads dashboards'),
  asked('What is a snapshot?', 'numbered, immutable state of the index'),
  asked('What is an alias?', 'movable name for a version'),
  asked('What is an endpoint?', 'stable name that clients call'),
  asked('What is a provider?', 'where answers are generated'),
  asked('What is a knowledge base?', 'a set of documents that applications can search'),
  asked('Who can see my conversations?', 'Nobody else sees your'),
  asked('How do I make a backup?', 'copy the data folder'),
  asked('How can I rate an answer?', 'thumbs up or thumbs down', 'POST /v1/feedback'),
  asked('How do I call an endpoint?', 'make an API key under Access → API keys, then run'),
  asked('Where do I make an API key?', 'Access → API keys'),
  asked('How do I install Slipway?', 'run this in the folder you cloned'),
  asked('Which version of Node.js is required?', 'Node.js 18'),
  asked('How long can a question be?', '16,000 characters'),
  asked('How large can an uploaded file be?', '500 MB'),
  asked(
    'What happens after a crash?',
    'continues where it stopped',
    'just run npm start again',
    'still there',
  ),
  asked(
    'How do I register a new version?',
    'choose a model and "Register version"',
    'choose "Register version"',
  ),
  asked('Can I use my own PostgreSQL database?', '(version 15 or newer)'),
  asked(
    'What does SLIPWAY_EGRESS_ALLOW do?',
    'may be called although they are private',
    'unless SLIPWAY_EGRESS_ALLOW lists the host or network',
  ),
  asked('How are passwords stored?', 'Argon2id'),
  asked('What search modes are there?', 'Keyword', 'three modes'),
  asked('How can I export the inference log?', 'CSV or JSON Lines'),
  asked('Which keyboard shortcut starts a new conversation?', 'Ctrl+Shift+O'),
  asked('How do I roll back to an earlier version?', 'moving the alias back', 'choose Roll back to this'),
  asked('How do I delete a conversation?', 'rename, pin and delete'),
  asked('Does Slipway read scanned PDFs?', 'no text to index', 'does not read text in pictures'),
  asked('What is the maximum length of a passage?', '1,200 characters'),
  asked('How do I connect Ollama?', 'Ollama'),
];

/** Questions that the guide does not answer. */
export const guideOutsideQuestions: readonly string[] = [
  'What is the capital of Mongolia?',
  'How much does a licence of Slipway cost per month?',
  'Who founded the company behind Slipway?',
  'How do I bake sourdough bread?',
  'Which football team won the championship in 2014?',
  'How do I configure LDAP single sign-on with Kerberos?',
  'Can Slipway send text messages to my phone?',
  'How do I fine-tune a model on GPUs?',
  'What is the warranty period of the hydraulic pump?',
  'When was the Treaty of Westphalia signed?',
  'How many vacation days do employees get?',
  'Is there an Android app in the Play Store?',
];

/** Facts of the manual in e2e/fixtures/crane-manual.ts. */
export const craneQuestions: readonly KnownQuestion[] = [
  asked('At what wind speed must lifting stop?', '20 metres per second'),
  asked('How often is the slewing ring greased?', '250 operating hours'),
  asked('When must the hoist rope be replaced?', '4,000 operating hours'),
  asked('What is the rated load at an outreach of 35 m?', '40 t'),
  asked('How long does the tank of the emergency diesel last?', 'eight hours'),
  asked('Which radio channel is used to report defects?', 'radio channel 7'),
  asked('Who may operate the crane alone?', 'class C lifting licence'),
  asked('How do I do the daily inspection?', 'Walk around the crane', 'rail clamps are fully open'),
  asked('What does the signaller wear?', 'orange vest'),
  asked('What does a green lamp mean?', 'green lamp shows locked'),
  asked('How do I leave the cabin in a fire?', 'Leave the cabin by the stair'),
  asked('How many kilograms does the descender carry?', '150 kilograms'),
  asked('How fast do the brakes fall in after an emergency stop?', '0.8 seconds'),
  asked('What do I do when a storm warning is given?', 'lower the boom to its rest'),
];
