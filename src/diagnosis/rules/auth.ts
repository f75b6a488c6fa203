import type { Rule } from '../rule.ts';
import { authAllCredentialsSent } from './auth/auth-all-credentials-sent.ts';
import { authAnonymousPrivatePull } from './auth/auth-anonymous-private-pull.ts';
import { authCredentialsForOtherHost } from './auth/auth-credentials-for-other-host.ts';
import { authLoginRejected } from './auth/auth-login-rejected.ts';
import { authPushDenied } from './auth/auth-push-denied.ts';
import { authTokenExpired } from './auth/auth-token-expired-during-push.ts';

export const authRules: readonly Rule[] = [
  authAnonymousPrivatePull,
  authCredentialsForOtherHost,
  authLoginRejected,
  authTokenExpired,
  authPushDenied,
  authAllCredentialsSent,
];
