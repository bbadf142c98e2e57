package gatehouse.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.action.Link;
import gatehouse.action.Reading;
import gatehouse.action.TorrentFile;
import gatehouse.http.Problem;
import gatehouse.http.Sentences;
import gatehouse.http.Translation;
import gatehouse.live.Views.Standing;
import gatehouse.torrent.Hash;
import gatehouse.web.AddSource.Part;

/// Reads what somebody wants to add, without asking a server: links line by line, files whole.
@ApplicationScoped
class AddSources {

    private static final int MOST = 1000;
    private static final int LONGEST_NAME = 300;
    private static final Pattern NAME = Pattern.compile("[?&]dn=([^&]*)");
    /// What in a shared text can be added.
    private static final Pattern WORDS = Pattern
            .compile("(?i)magnet:\\?[^\\s<>\"]+|https?://[^\\s<>\"]+|\\b[0-9a-f]{40}\\b|\\b[0-9a-f]{64}\\b"
                    + "|\\b(?-i:[A-Z2-7]{32})\\b");

    private final AddWords words = Translation.of(AddWords.class);
    private final Sentences sentences;

    AddSources(Sentences sentences) {
        this.sentences = sentences;
    }

    /// The links in a text that another app shares, one a line. A text without any stays as it is, so that the form can say
    /// what is wrong with it.
    static String links(String shared) {
        var links = WORDS.matcher(shared).results().map(match -> match.group()).distinct().collect(Collectors.joining("\n"));
        return links.isEmpty() ? shared.strip() : links;
    }

    /// @throws Problem 413 for more than 1,000 lines
    List<AddSource> read(String urls, String on, Map<String, Standing> standings) {
        var lines = Arrays.stream(urls.split("\\R")).map(String::strip).filter(line -> !line.isEmpty()).distinct().toList();
        if (lines.size() > MOST) {
            throw Problem.tooLarge();
        }
        return lines.stream().map(line -> switch (Link.read(line)) {
            case Reading.Good<Link>(var link) -> link(link, on, standings);
            case Reading.Wrong<Link> wrong ->
                new AddSource("circle-alert", line, clipped(line), "", words.wrong_link(), "", false, Set.of(), 0, List.of());
        }).toList();
    }

    private AddSource link(Link link, String on, Map<String, Standing> standings) {
        var hashes = Stream.concat(link.v1().stream(), link.v2().stream()).collect(Collectors.toSet());
        var magnet = link.text().startsWith("magnet:");
        var name = magnet ? name(link).orElseGet(link::shown) : link.shown();
        var known = known(hashes, standings);
        return new AddSource(magnet ? "magnet" : hashes.isEmpty() ? "globe" : "hash", link.text(),
                known.map(Known::name).orElse(name),
                magnet ? words.magnet() : hashes.isEmpty() ? words.link() : words.hash(), "", there(known, on),
                known.filter(there -> there.instances().contains(on)).isPresent(), hashes, 0, List.of());
    }

    private static Optional<String> name(Link link) {
        var found = NAME.matcher(link.text());
        try {
            return found.find() ? Optional.of(clipped(URLDecoder.decode(found.group(1), StandardCharsets.UTF_8)))
                    .filter(name -> !name.isBlank()) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String clipped(String text) {
        return text.substring(0, Math.min(LONGEST_NAME, text.length())).replaceAll("[\\p{Cc}\\u2028\\u2029]", "\uFFFD");
    }

    /// The bytes of a .torrent file as the form sends them.
    ///
    /// @throws Problem 400 when it is not Base64
    static byte[] bytes(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw Problem.badRequest("A file is sent as Base64.");
        }
    }

    /// @param called the file's own name
    AddSource file(byte[] bytes, String called, String on, Map<String, Standing> standings) {
        return switch (TorrentFile.read(bytes)) {
            case Reading.Good<TorrentFile>(var file) -> file(file, on, standings);
            case Reading.Wrong<TorrentFile> wrong ->
                new AddSource("file", "", clipped(called), "", words.wrong_file(), "", false, Set.of(), 0, List.of());
        };
    }

    private AddSource file(TorrentFile file, String on, Map<String, Standing> standings) {
        var hashes = Stream.concat(file.v1().stream(), file.v2().stream()).collect(Collectors.toSet());
        var known = known(hashes, standings);
        var parts = new ArrayList<Part>();
        file.files().forEach(each -> parts.add(new Part(parts.size(), each.path(), Format.size(each.size()).toString())));
        var note = Format.size(file.size()) + (parts.isEmpty() ? ""
                : ", " + words.files(parts.size(), Format.count(parts.size())));
        return new AddSource("file", "", file.name(), note, "", there(known, on),
                known.filter(there -> there.instances().contains(on)).isPresent(), hashes, file.size(), parts);
    }

    private record Known(String name, List<String> instances) {
    }

    /// Where a torrent is already, as far as they see it.
    private static Optional<Known> known(Set<Hash> hashes, Map<String, Standing> standings) {
        var names = new ArrayList<String>();
        var instances = new ArrayList<String>();
        standings.forEach((instance, standing) -> hashes.stream()
                .flatMap(hash -> Stream.of(hash, new Hash(hash.value().substring(0, 40)))).distinct()
                .map(standing.now().snapshot().torrents()::get)
                .filter(torrent -> torrent != null && standing.rights().sees(standing.owned(torrent))).findFirst()
                .ifPresent(torrent -> {
                    names.add(torrent.name());
                    instances.add(instance);
                }));
        return instances.isEmpty() ? Optional.empty() : Optional.of(new Known(names.getFirst(), instances));
    }

    private String there(Optional<Known> known, String on) {
        return known.map(there -> there.instances().contains(on) ? words.here(sentences.title(on))
                : words.elsewhere(there.instances().stream().map(sentences::title).collect(Collectors.joining(", "))))
                .orElse("");
    }
}
