/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Pages alone: bin/server.ts answers from every `route.ts` itself. What needs Next's own context is a `route.tsx`.
  pageExtensions: ['tsx'],
  // Next's own build-time checks would repeat what `npm run verify` does.
  typescript: { ignoreBuildErrors: true },
  // Native or worker-spawning packages must be loaded from node_modules as they are.
  serverExternalPackages: [
    '@lancedb/lancedb',
    '@node-rs/argon2',
    '@opentelemetry/otlp-transformer',
    '@opentelemetry/sdk-metrics',
    '@opentelemetry/sdk-trace',
    'apache-arrow',
    'hyparquet-writer',
    'nodemailer',
    'openid-client',
    'pdfkit',
    'pg',
    'pg-boss',
    'prom-client',
    'tinyld',
  ],
  devIndicators: false,
  experimental: {
    // Pages answer 403 through forbidden().
    authInterrupts: true,
  },
};

export default config;
