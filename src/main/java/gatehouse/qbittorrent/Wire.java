package gatehouse.qbittorrent;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import gatehouse.config.Instance;
import gatehouse.qbittorrent.Health.Failure;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;

/// Requests to one server, byte for byte ours: one Content-Length, no Transfer-Encoding, no body on GET, our own Host and
/// credentials, no Origin or forwarding header, and a Referer, our own, only where a legacy server wants one. A server reads requests so loosely that anything else on a shared
/// connection could become somebody else's request.
class Wire {

    /// qBittorrent closes idle connections after 7 s.
    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final int CONNECTIONS = 4;
    /// What is not below it is asked of legacy servers only.
    private static final String MODERN = "/api/v2/";
    private static final int CONNECT_MILLIS = 2_000;
    private static final Pattern FILE_NAME = Pattern.compile("attachment; filename=\"([^\"\\\\/\\p{Cntrl}]{1,255})\"");

    private final Instance instance;
    private final HttpClient reading;
    private final HttpClient writing;

    /// Writing requests get a connection of their own: when one that was kept dies under a request, nobody can tell
    /// whether the server has acted. So does every request to a legacy server, which closes after each answer without
    /// saying so.
    Wire(Vertx vertx, Instance instance) {
        this.instance = instance;
        this.reading = vertx.createHttpClient(options(instance).setKeepAliveTimeout(KEEP_ALIVE_SECONDS));
        this.writing = vertx.createHttpClient(options(instance).setKeepAlive(false));
    }

    /// What came back.
    sealed interface Exchange {
        record Answer(int status, String contentType, List<String> setCookie, byte[] body, String fileName)
                implements
                    Exchange {
            String text() {
                return new String(body, StandardCharsets.UTF_8);
            }
        }

        /// `answered` is `true` when the first bytes of an answer had arrived.
        record Broken(Failure failure, String detail, boolean answered) implements Exchange {
        }
    }

    private static HttpClientOptions options(Instance instance) {
        var options = new HttpClientOptions().setMaxPoolSize(CONNECTIONS)
                .setConnectTimeout(CONNECT_MILLIS).setPipelining(false).setDecompressionSupported(true)
                .setSsl(instance.url().getScheme().equals("https"));
        instance.ca().ifPresent(pem -> options.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(pem))));
        return options;
    }

    /// Asks with the values as a query.
    Exchange get(String path, Map<String, String> values, Proof proof, long limit, Duration deadline) {
        var query = values.isEmpty() ? "" : "?" + Form.encoded(values);
        return exchange(HttpMethod.GET, path + query, Optional.empty(), proof, limit, deadline);
    }

    /// Asks with a form.
    Exchange post(String path, Form form, Proof proof, long limit, Duration deadline) {
        return exchange(HttpMethod.POST, path, Optional.of(form), proof, limit, deadline);
    }

    /// The answer's reader is attached while the request is sent, on the event loop: attached from here, it would come too
    /// late for a server that answers at once. A connection whose answer nobody waits for any more is closed: a few of them
    /// would be all there are.
    private Exchange exchange(HttpMethod method, String path, Optional<Form> form, Proof proof, long limit,
            Duration deadline) {
        var answered = new AtomicBoolean();
        var legacy = !path.startsWith(MODERN);
        var client = method == HttpMethod.POST || legacy ? writing : reading;
        var opened = client.request(target(method, path).setConnectTimeout(deadline.toMillis()));
        var exchange = opened.compose(request -> send(request, form, proof, legacy).compose(response -> {
            answered.set(true);
            return body(response, limit).map(body -> answer(response, body));
        }));
        try {
            return exchange.toCompletionStage().toCompletableFuture().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            var cause = failed.getCause();
            return new Exchange.Broken(failure(cause), String.valueOf(cause.getMessage()), answered.get());
        } catch (TimeoutException late) {
            opened.onSuccess(HttpClientRequest::reset);
            return new Exchange.Broken(Failure.TIMEOUT, "no answer within " + deadline.toSeconds() + " s", answered.get());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Exchange.Broken(Failure.OTHER, "Gatehouse is stopping", answered.get());
        }
    }

    private RequestOptions target(HttpMethod method, String path) {
        var url = instance.url();
        var port = url.getPort() > 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
        var base = url.getRawPath() == null ? "" : url.getRawPath().replaceAll("/+$", "");
        return new RequestOptions().setMethod(method).setServer(SocketAddress.inetSocketAddress(port, url.getHost()))
                .setHost(url.getHost()).setPort(port).setURI(base + path).setFollowRedirects(false);
    }

    /// 3.3.13 answers 401 to everything without an Origin or Referer of its own; the other legacy releases take one.
    private Future<HttpClientResponse> send(HttpClientRequest request, Optional<Form> form, Proof proof, boolean legacy) {
        var host = instance.host().orElse(instance.url().getRawAuthority());
        if (legacy) {
            request.putHeader("Referer", instance.url().getScheme() + "://" + host + "/");
        }
        request.putHeader("Host", host)
                .putHeader("User-Agent", "Gatehouse").putHeader("Accept", "*/*").putHeader("Accept-Encoding", "gzip");
        if (proof.present()) {
            request.putHeader(proof.header(), proof.value());
        }
        return form.map(sent -> request.putHeader("Content-Type", sent.contentType()).send(sent.body()))
                .orElseGet(request::send);
    }

    /// An answer that is larger than it can sensibly be is cut off, with its connection.
    private static Future<Buffer> body(HttpClientResponse response, long limit) {
        var whole = Promise.<Buffer> promise();
        var collected = Buffer.buffer();
        response.handler(part -> {
            collected.appendBuffer(part);
            if (collected.length() > limit && whole.tryFail(new TooLarge(limit))) {
                response.request().reset();
            }
        }).exceptionHandler(whole::tryFail).endHandler(ended -> whole.tryComplete(collected));
        return whole.future();
    }

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge(long limit) {
            super("the answer is larger than " + limit + " bytes");
        }
    }

    private static Exchange answer(HttpClientResponse response, Buffer body) {
        var type = response.getHeader("Content-Type");
        return new Exchange.Answer(response.statusCode(), type == null ? "" : type, response.headers().getAll("Set-Cookie"),
                body.getBytes(), fileName(response.getHeader("Content-Disposition")));
    }

    /// Whatever else the header says stays here: what is passed on is put into a header again.
    private static String fileName(String disposition) {
        var named = FILE_NAME.matcher(disposition == null ? "" : disposition);
        return named.matches() ? named.group(1) : "";
    }

    private static Failure failure(Throwable cause) {
        return switch (cause) {
            case ConnectTimeoutException late -> Failure.TIMEOUT;
            case ConnectException refused -> Failure.REFUSED;
            case UnknownHostException unknown -> Failure.NO_SUCH_HOST;
            case SSLException tls -> Failure.TLS;
            case HttpClosedException closed -> Failure.CLOSED;
            case TooLarge large -> Failure.TOO_LARGE;
            default -> Failure.OTHER;
        };
    }

    void close() {
        reading.close();
        writing.close();
    }
}
