import { ButtonLink } from "./links";
import { Plain } from "./Plain";

/** The same answer for a page that does not exist and for one that is somebody else's. */
export function NotFound() {
  return (
    <Plain title="This page does not exist">
      <p>The address may be mistyped, or it belongs to an account you are not a member of.</p>
      <ButtonLink to="/">Go to the start page</ButtonLink>
    </Plain>
  );
}
