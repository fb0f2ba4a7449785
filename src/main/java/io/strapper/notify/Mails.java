package io.strapper.notify;

import java.util.Date;
import java.util.List;
import java.util.Optional;

import jakarta.mail.internet.MimeMessage;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Sends notices by e-mail, to the mail server that {@code spring.mail.host} names. */
@Component
class Mails {

	private final ObjectProvider<JavaMailSender> sender;

	private final @Nullable String from;

	Mails(ObjectProvider<JavaMailSender> sender, NoticeSettings settings) {
		this.sender = sender;
		this.from = settings.from();
	}

	/**
	 * Sends a message.
	 * @param to addresses of people
	 * @throws UndeliveredException if the mail server has not taken it
	 */
	void send(Message message, List<String> to) throws UndeliveredException {
		JavaMailSender mailer = this.sender.getIfAvailable();
		String from = this.from;
		if (mailer == null || from == null) {
			throw new UndeliveredException(
					"E-mail is not set up: an administrator sets spring.mail.host and strapper.notify.from.");
		}
		try {
			mailer.send((mime) -> fill(mime, message, from, to));
		}
		catch (MailAuthenticationException ex) {
			throw new UndeliveredException("The mail server did not accept its user name and password.");
		}
		catch (MailException ex) {
			throw new UndeliveredException("The mail server did not take the e-mail. Check its settings.");
		}
	}

	private static void fill(MimeMessage mime, Message message, String from, List<String> to) throws Exception {
		MimeMessageHelper mail = new MimeMessageHelper(mime, "UTF-8");
		mail.setFrom(from);
		mail.setTo(to.toArray(String[]::new));
		mail.setSubject(message.title().replaceAll("\\p{Cntrl}", " "));
		mail.setText(message.title() + "\n" + message.text()
				+ Optional.ofNullable(message.link()).map((link) -> "\n\n" + link).orElse("") + "\n");
		mail.setSentDate(Date.from(message.at()));
		// No out-of-office answers (RFC 3834)
		mime.setHeader("Auto-Submitted", "auto-generated");
	}

}
