import { ForbiddenScreen } from '#components/access/forbidden-screen.tsx';

export default function Forbidden() {
  return <ForbiddenScreen />;
}
