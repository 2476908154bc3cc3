/** The pages around the log-in, in one chunk. */
export { LogIn } from "./LogIn";
export { NewAccount } from "./NewAccount";
export { NewAgency } from "./NewAgency";
export { ForgotPassword, ResetPassword } from "./Passwords";
export { SignUp } from "./SignUp";
export { VerifyEmail } from "./VerifyEmail";
