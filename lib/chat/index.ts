export { askQuestion } from './ask-question.ts';
export {
  changeConversation,
  changeConversationSchema,
  chooseBranch,
  deleteConversation,
  stopAnswers,
} from './change-conversation.ts';
export { followAnswer, resumeAnswer } from './follow-answer.ts';
export { getConversation } from './get-conversation.ts';
export { listConversations } from './list-conversations.ts';
