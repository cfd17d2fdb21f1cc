/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Next's own build-time checks would repeat what `npm run verify` does.
  typescript: { ignoreBuildErrors: true },
  // Native or worker-spawning packages must be loaded from node_modules as they are.
  serverExternalPackages: ['@lancedb/lancedb', '@node-rs/argon2', 'apache-arrow', 'pg', 'pg-boss', 'tinyld'],
  devIndicators: false,
  experimental: {
    // Pages answer 403 through forbidden().
    authInterrupts: true,
  },
};

export default config;
