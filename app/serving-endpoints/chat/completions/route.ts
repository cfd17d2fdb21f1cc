/** Where OpenAI clients look when their base address is `{host}/serving-endpoints`, as Databricks tells them to set it. */
export { POST } from '../../../v1/chat/completions/route.ts';
