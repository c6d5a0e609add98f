export { Count, caseWhen, type Expression, type ExpressionValue, when } from './schema/annotations.ts';
