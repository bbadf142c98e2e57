package gatehouse.action;

import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import gatehouse.torrent.Hash;

/// One thing to add: the address of a .torrent file, a magnet link or a bare info-hash. Everything else a server would
/// take in `urls` (a path or `file:` of its own disk, which it reads and may delete) is refused.
///
/// @param text canonical, one line, what is sent
/// @param v1 the SHA-1 info-hash, when the link tells it
/// @param v2 the SHA-256 info-hash, when the link tells it
/// @param secret `true` when it holds credentials: show `shown`
public record Link(String text, Optional<Hash> v1, Optional<Hash> v2, boolean secret) {

    private static final int LONGEST = 8192;
    private static final int MOST = 1000;
    private static final Pattern BASE32 = Pattern.compile("[A-Za-z2-7]{32}");
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]");
    private static final Pattern TOPIC = Pattern.compile("xt(\\.[0-9]{1,3})?");
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// Reads one line.
    public static Reading<Link> read(String written) {
        var line = written.strip();
        if (line.length() > LONGEST || !Shape.plain(line) || BLANK.matcher(line).find()) {
            return Reading.wrong("holds a line that is not one link");
        }
        var bare = hash(line);
        if (bare.isPresent()) {
            return Reading.good(of(bare.get().value(), List.of(bare.get())));
        }
        if (line.regionMatches(true, 0, "magnet:?", 0, 8)) {
            return magnet(line);
        }
        return Address.read(line, Address.WEB)
                .map(address -> new Link(address.text(), Optional.empty(), Optional.empty(), address.credentials()));
    }

    /// Reads several, one a line; blank lines are skipped and repeated links dropped.
    ///
    /// @param count how many there may be; never more than 1,000
    public static Reading<List<Link>> readAll(String written, Parameter.Range count) {
        var links = new LinkedHashMap<String, Link>();
        for (var line : written.split("\r?\n|\r")) {
            if (line.isBlank()) {
                continue;
            }
            switch (read(line)) {
                case Reading.Good<Link>(var link) -> links.put(link.text(), link);
                case Reading.Wrong<Link>(var why) -> {
                    return Reading.wrong(why);
                }
            }
            if (links.size() > Math.min(MOST, count.most())) {
                return Reading.wrong("holds too many links");
            }
        }
        return links.isEmpty() ? Reading.wrong("holds no link") : Reading.good(new ArrayList<>(links.values()));
    }

    static String joined(List<Link> links) {
        return links.stream().map(Link::text).collect(Collectors.joining("\n"));
    }

    /// Two different topics of one kind are refused: programs differ in which of them they add.
    private static Reading<Link> magnet(String line) {
        var hashes = new ArrayList<Hash>();
        for (var pair : line.substring(8).split("&")) {
            var cut = pair.indexOf('=');
            if (cut > 0 && TOPIC.matcher(pair.substring(0, cut).toLowerCase(Locale.ROOT)).matches()) {
                topic(pair.substring(cut + 1)).filter(hash -> !hashes.contains(hash)).ifPresent(hashes::add);
            }
        }
        if (hashes.isEmpty() || hashes.stream().map(hash -> hash.value().length()).distinct().count() < hashes.size()) {
            return Reading.wrong("holds a magnet link that does not name exactly one torrent");
        }
        return Reading.good(of("magnet:?" + line.substring(8), hashes));
    }

    private static Optional<Hash> topic(String encoded) {
        try {
            var topic = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
            if (topic.regionMatches(true, 0, "urn:btih:", 0, 9)) {
                return hash(topic.substring(9)).filter(hash -> hash.value().length() == 40);
            }
            return topic.regionMatches(true, 0, "urn:btmh:1220", 0, 13)
                    ? Hash.parse(topic.substring(13)).filter(hash -> hash.value().length() == 64)
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Hash> hash(String text) {
        return Hash.parse(BASE32.matcher(text).matches() ? hex(text.toUpperCase(Locale.ROOT)) : text);
    }

    private static String hex(String base32) {
        var bits = base32.chars().mapToObj(letter -> BigInteger.valueOf(ALPHABET.indexOf(letter)))
                .reduce(BigInteger.ZERO, (all, five) -> all.shiftLeft(5).or(five));
        return String.format(Locale.ROOT, "%040x", bits);
    }

    private static Link of(String text, List<Hash> hashes) {
        return new Link(text, hashes.stream().filter(hash -> hash.value().length() == 40).findFirst(),
                hashes.stream().filter(hash -> hash.value().length() == 64).findFirst(), false);
    }

    /// For pages and the audit: of a web address only the host, of a magnet link only the hash. Credentials and pass keys
    /// can be anywhere in the rest.
    public String shown() {
        if (text.startsWith("magnet:")) {
            return v1.map(hash -> "magnet:?xt=urn:btih:" + hash)
                    .orElseGet(() -> "magnet:?xt=urn:btmh:1220" + v2.orElseThrow());
        }
        return v1.isPresent() || v2.isPresent() ? text
                : text.replaceFirst("^(?i)(https?://)(?:[^@/?#]*@)?([^/?#]+).*$", "$1$2/…");
    }
}
