package gatehouse.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import gatehouse.real.TorrentFile;

/// The rest of the internet as far as servers under test need it, on loopback: torrent files, a feed, a tracker, a search
/// plug-in and what it searches, and a peer that listens.
public final class Site implements AutoCloseable {

    private static final String PLUGIN = """
            #VERSION: 1.00
            #AUTHORS: Gatehouse
            from helpers import download_file, retrieve_url
            from novaprinter import prettyPrinter


            class gatehousetest(object):
                url = '{site}'
                name = 'Gatehouse test'
                supported_categories = {'all': '', 'movies': ''}

                def download_torrent(self, info):
                    print(download_file(info))

                def search(self, what, cat='all'):
                    retrieve_url('{site}/search/' + what)
                    prettyPrinter({'link': '{site}/torrents/found', 'name': 'Found ' + what, 'size': '1000 B',
                                   'seeds': '3', 'leech': '1', 'engine_url': '{site}', 'desc_link': '{site}/about'})
            """;

    private final Map<String, TorrentFile> torrents = new ConcurrentHashMap<>();
    private final List<String> articles = new CopyOnWriteArrayList<>(List.of("First article"));
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ServerSocket peer;
    private final HttpServer server;
    private volatile boolean called;

    public Site() {
        try {
            peer = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        Thread.ofVirtual().start(this::listen);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Offers a torrent file at `/torrents/{name}`.
    public Site offer(String name, TorrentFile file) {
        torrents.put(name, file);
        return this;
    }

    void publish(String article) {
        articles.add(article);
    }

    /// How often paths that begin so were asked for.
    public long asked(String path) {
        return asked.stream().filter(one -> one.startsWith(path)).count();
    }

    String peer() {
        return "127.0.0.1:" + peer.getLocalPort();
    }

    /// Whether anybody has connected to the peer.
    boolean called() {
        return called;
    }

    private void listen() {
        try (var connection = peer.accept()) {
            called = true;
        } catch (IOException closed) {
            // nobody called
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        asked.add(path);
        switch (path.split("/")[1]) {
            case "torrents" -> torrent(exchange, path.substring("/torrents/".length()));
            case "feed" -> answer(exchange, "application/rss+xml", feed().getBytes(StandardCharsets.UTF_8));
            case "announce" -> answer(exchange, "text/plain",
                    "d8:intervali1800e12:min intervali1e5:peers0:e".getBytes(StandardCharsets.UTF_8));
            case "gatehousetest.py" -> answer(exchange, "text/x-python",
                    PLUGIN.replace("{site}", url()).getBytes(StandardCharsets.UTF_8));
            case "search" -> search(exchange, path);
            default -> answer(exchange, "text/plain", new byte[0]);
        }
    }

    private void torrent(HttpExchange exchange, String name) throws IOException {
        var file = torrents.get(name);
        if (file == null) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        } else {
            answer(exchange, "application/x-bittorrent", file.bytes());
        }
    }

    /// A search for `slow` goes on until the end.
    private void search(HttpExchange exchange, String path) throws IOException {
        if (path.endsWith("/slow")) {
            try {
                closing.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
        answer(exchange, "text/plain", "nothing".getBytes(StandardCharsets.UTF_8));
    }

    private String feed() {
        return articles.stream().map(title -> "<item><title>" + title + "</title><guid>" + title + "</guid><link>" + url()
                + "/torrents/article</link><pubDate>Wed, 01 Jan 2025 00:00:00 +0000</pubDate></item>")
                .collect(Collectors.joining("", "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title>",
                        "</channel></rss>"));
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        try {
            peer.close();
        } catch (IOException ignored) {
            // it is closed then
        }
    }
}
