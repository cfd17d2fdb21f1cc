/** Our request as the AI SDK's call options. */
import type {
  LanguageModelV4CallOptions,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  SharedV4ProviderOptions,
} from '@ai-sdk/provider';
import type { ChatTurn, ToolChoice } from '../../chain/schemas.ts';
import type { GenerateRequest } from '../contract.ts';

export function callOptions(
  request: GenerateRequest,
  signal: AbortSignal,
  providerOptions: SharedV4ProviderOptions | undefined,
): LanguageModelV4CallOptions {
  const { temperature, topP, maxOutputTokens, seed, stop } = request.parameters;
  const { tools, toolChoice, responseFormat } = request;
  return {
    prompt: promptOf(request.turns),
    abortSignal: signal,
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(seed !== undefined && { seed }),
    ...(stop !== undefined && { stopSequences: stop }),
    ...(tools !== undefined &&
      tools.length > 0 && {
        tools: tools.map(({ name, description, parameters }) => ({
          type: 'function' as const,
          name,
          inputSchema: parameters,
          ...(description !== undefined && { description }),
        })),
      }),
    ...(toolChoice !== undefined && { toolChoice: choiceOf(toolChoice) }),
    ...(responseFormat !== undefined && { responseFormat }),
    ...(providerOptions !== undefined && { providerOptions }),
  };
}

/** Results of calls made together become one message: vendors that alternate roles want them in one turn. */
function promptOf(turns: readonly ChatTurn[]): LanguageModelV4Prompt {
  const names = new Map(
    turns.flatMap((turn) => (turn.toolCalls ?? []).map((call) => [call.id, call.name] as const)),
  );
  const prompt: LanguageModelV4Message[] = [];
  for (const turn of turns) {
    const message = messageOf(turn, names);
    const last = prompt.at(-1);
    if (message.role === 'tool' && last?.role === 'tool') last.content.push(...message.content);
    else prompt.push(message);
  }
  return prompt;
}

function messageOf(turn: ChatTurn, names: ReadonlyMap<string, string>): LanguageModelV4Message {
  const { role, content } = turn;
  if (role === 'system') return { role, content };
  if (role === 'user') return { role, content: [{ type: 'text', text: content }] };
  if (role === 'tool') {
    const toolCallId = turn.toolCallId ?? '';
    const output = { type: 'text' as const, value: content };
    const toolName = names.get(toolCallId) ?? toolCallId;
    return { role, content: [{ type: 'tool-result', toolCallId, toolName, output }] };
  }
  const calls = turn.toolCalls ?? [];
  return {
    role,
    content: [
      // Some vendors refuse an empty text beside calls.
      ...(content !== '' || calls.length === 0 ? [{ type: 'text' as const, text: content }] : []),
      ...calls.map((call) => ({
        type: 'tool-call' as const,
        toolCallId: call.id,
        toolName: call.name,
        input: parseArguments(call.arguments),
      })),
    ],
  };
}

/** Vendors take an object; what a model wrote wrongly is kept readable under the AI SDK's own name for it. */
function parseArguments(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {}
  return { rawInvalidInput: text };
}

function choiceOf(choice: ToolChoice): LanguageModelV4CallOptions['toolChoice'] {
  return typeof choice === 'string' ? { type: choice } : { type: 'tool', toolName: choice.name };
}
