package vn.baodanh.registration;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vn.baodanh.local.Ports;

/** A real SMTP server that keeps what it is given; it can be away for a while. */
final class MailServer implements AutoCloseable {
  /** What one letter says. */
  record Mail(String id, String to, String subject, String text) {}

  private final List<Mail> kept = new ArrayList<>();
  private final int port;
  private GreenMail server;

  MailServer() {
    port = Ports.free(); // not one that somebody else may be given while it is away
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  String url() {
    return "smtp://127.0.0.1:" + port;
  }

  /** Every letter to this address so far. */
  synchronized List<Mail> to(String address) {
    return all().stream().filter(mail -> mail.to().equals(address)).toList();
  }

  synchronized List<Mail> all() {
    Stream<Mail> now = server == null ? Stream.of() : received();
    return Stream.concat(kept.stream(), now).toList();
  }

  synchronized void goAway() {
    kept.addAll(received().toList());
    server.stop();
    server = null;
  }

  synchronized void comeBack() {
    server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  private Stream<Mail> received() {
    return Stream.of(server.getReceivedMessages()).map(MailServer::mail);
  }

  private static Mail mail(MimeMessage message) {
    try {
      return new Mail(
          message.getMessageID(),
          message.getAllRecipients()[0].toString(),
          message.getSubject(),
          (String) message.getContent());
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop();
    }
  }
}
