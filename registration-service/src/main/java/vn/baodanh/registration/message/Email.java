package vn.baodanh.registration.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * E-mail by SMTP (RFC 5321), as plain text in both languages. A letter that is sent again carries
 * the same Message-ID, so that mailboxes can drop the second one. Each connection has a virtual
 * thread of its own while it is used.
 */
final class Email implements Channel {
  private static final int SUBMISSION_PORT = 587; // RFC 6409
  private static final int TLS_PORT = 465; // RFC 8314
  private static final String CONNECT_MS = "5000";

  /** For one answer of the server, which may look the recipient up meanwhile. */
  private static final String ANSWER_MS = "15000";

  private static final long LONGEST_MS = 30_000;

  private final Vertx vertx;
  private final Session session;
  private final URI server;
  private final InternetAddress from;
  private final BlockingQueue<Transport> idle;
  private final ExecutorService threads;

  /**
   * @param server {@code smtp://[user:password@]host[:port]}, which goes on in TLS where the server
   *     offers that, or {@code smtps://…} with TLS from the start
   * @param from the sender's address
   * @param connections most at a time; further letters wait
   */
  Email(Vertx vertx, URI server, String from, int connections) {
    this.vertx = vertx;
    this.session = Session.getInstance(properties(server));
    this.server = server;
    this.from = address(from);
    this.idle = new LinkedBlockingQueue<>(connections);
    this.threads = Executors.newFixedThreadPool(connections, Thread.ofVirtual().factory());
  }

  private static Properties properties(URI server) {
    String protocol = server.getScheme();
    var properties = new Properties();
    properties.put("mail.transport.protocol", protocol);
    properties.put("mail." + protocol + ".connectiontimeout", CONNECT_MS);
    properties.put("mail." + protocol + ".timeout", ANSWER_MS);
    properties.put("mail." + protocol + ".writetimeout", ANSWER_MS);
    properties.put("mail." + protocol + ".starttls.enable", "true");
    properties.put("mail." + protocol + ".ssl.checkserveridentity", "true");
    properties.put("mail." + protocol + ".auth", server.getUserInfo() == null ? "false" : "true");
    return properties;
  }

  private static InternetAddress address(String text) {
    try {
      return new InternetAddress(text, true);
    } catch (AddressException e) {
      throw new UndeliverableException("no address");
    }
  }

  @Override
  public String name() {
    return EMAIL;
  }

  @Override
  public Future<Void> send(Letter letter) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    threads.execute(() -> {
      try {
        deliver(letter);
        sent.complete(null);
      } catch (Exception e) {
        sent.completeExceptionally(judged(e));
      }
    });
    return Future.fromCompletionStage(sent, vertx.getOrCreateContext())
        .timeout(LONGEST_MS, TimeUnit.MILLISECONDS);
  }

  private void deliver(Letter letter) throws MessagingException {
    MimeMessage mail = new Mail(session, letter, from);
    Transport transport = connected();
    try {
      transport.sendMessage(mail, mail.getAllRecipients());
    } catch (MessagingException e) {
      transport.close();
      throw e;
    }
    idle.add(transport);
  }

  private Transport connected() throws MessagingException {
    Transport transport = idle.poll();
    if (transport != null && transport.isConnected()) {
      return transport;
    }
    transport = session.getTransport();
    String user = server.getUserInfo();
    int colon = user == null ? 0 : user.indexOf(':');
    transport.connect(
        server.getHost(),
        port(server),
        user == null ? null : user.substring(0, colon),
        user == null ? null : user.substring(colon + 1));
    return transport;
  }

  private static int port(URI server) {
    return server.getPort() > 0
        ? server.getPort()
        : server.getScheme().equals("smtps") ? TLS_PORT : SUBMISSION_PORT;
  }

  private static final class Mail extends MimeMessage {
    private final String id;

    Mail(Session session, Letter letter, InternetAddress from) throws MessagingException {
      super(session);
      Notice notice = letter.notice();
      String sender = from.getAddress();
      id = "<" + letter.key() + sender.substring(sender.indexOf('@')) + ">";
      setFrom(from);
      setRecipient(RecipientType.TO, address(letter.to()));
      setSubject(notice.title(), UTF_8.name());
      setText(
          "%s\n\n%s\n\n%s\n".formatted(notice.text(), notice.titleEn(), notice.textEn()),
          UTF_8.name());
      setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody need answer
      saveChanges();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }

  /** 5xx means never (RFC 5321, 4.2.1). Only its number is kept: the words may name the address. */
  private static Exception judged(Exception failure) {
    int code = 0;
    Exception cause = failure;
    while (cause instanceof MessagingException messaging && code == 0) {
      code =
          switch (messaging) {
            case SMTPAddressFailedException e -> e.getReturnCode();
            case SMTPSenderFailedException e -> e.getReturnCode();
            case SMTPSendFailedException e -> e.getReturnCode();
            default -> 0;
          };
      cause = messaging.getNextException();
    }
    return code >= 500 ? new UndeliverableException("SMTP " + code) : failure;
  }

  @Override
  public Future<Void> close() {
    threads.shutdownNow();
    for (Transport transport : idle) {
      try {
        transport.close();
      } catch (MessagingException e) {
        return Future.failedFuture(e); // the server ends the others by itself
      }
    }
    return Future.succeededFuture();
  }
}
