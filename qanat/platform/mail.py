"""Handing one mail to the mail server. What may be sent is decided by whoever emits it."""

import hashlib
import smtplib
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from qanat.kernel.errors import Invalid, Refused, Unavailable

TIMEOUT_SECONDS = 20
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
TEMPORARY = range(400, 500)


@dataclass(frozen=True, kw_only=True)
class Mail:
    """A mail to one address."""

    to: str
    subject: str
    text: str


def hand_over(mail: Mail, *, key: str, server: str, sender: str) -> None:
    """Give the mail to `server`; the same key gives the same Message-ID, so that a repeat is known.

    Raises:
        Unavailable: no server is set, it is away, or it says to try later.
        Refused: the server will not take this mail.
    """
    if not server or not sender:
        raise Unavailable("No mail server is set: give QANAT_MAIL_URL and QANAT_MAIL_FROM.")
    message = EmailMessage(
        subject=mail.subject,
        body=mail.text,
        from_email=sender,
        to=[mail.to],
        headers={"Message-ID": message_id(key, sender)},
        connection=_backend(server),
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        ((code, reason),) = error.recipients.values()
        raise _refusal(code, reason) from error
    except smtplib.SMTPResponseException as error:
        raise _refusal(error.smtp_code, error.smtp_error) from error
    except (OSError, smtplib.SMTPException) as error:
        raise Unavailable(f"The mail server is away: {error}.") from error


def message_id(key: str, sender: str) -> str:
    """The Message-ID of the effect of that key."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    return f"<{digest}@{sender.rpartition('@')[2].rstrip('>')}>"


def _backend(server: str) -> EmailBackend:
    url = urlsplit(server)
    if url.scheme not in PORTS:
        raise Invalid(f"QANAT_MAIL_URL must begin with one of {', '.join(PORTS)}.", ("mail_url",))
    return EmailBackend(
        host=url.hostname or "",
        port=url.port or PORTS[url.scheme],
        username=unquote(url.username or ""),
        password=unquote(url.password or ""),
        use_tls=url.scheme == "smtp+tls",
        use_ssl=url.scheme == "smtps",
        timeout=TIMEOUT_SECONDS,
    )


def _refusal(code: int, reason: bytes | str) -> Refused | Unavailable:
    told = reason.decode(errors="replace") if isinstance(reason, bytes) else reason
    if code in TEMPORARY:
        return Unavailable(f"The mail server says to try later: {code} {told}")
    return Refused(f"The mail server refuses: {code} {told}")
