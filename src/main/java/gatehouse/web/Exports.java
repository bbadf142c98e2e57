package gatehouse.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import jakarta.enterprise.context.ApplicationScoped;

import gatehouse.gate.Command;
import gatehouse.gate.Command.Origin;
import gatehouse.gate.Gate;
import gatehouse.gate.Outcome;
import gatehouse.http.Problem;
import gatehouse.torrent.Listed;
import gatehouse.web.Commands.Result;

/// The .torrent files of torrents, as one download.
@ApplicationScoped
class Exports {

    private static final int MOST = 200;

    private final Gate gate;
    private final Commands commands;

    Exports(Gate gate, Commands commands) {
        this.gate = gate;
        this.commands = commands;
    }

    /// What came of it: a file, or why there is none.
    sealed interface Export {
    }

    /// @param name for the browser; ASCII, made of the hash, because a torrent's name is a stranger's
    record File(String name, String type, byte[] content) implements Export {
    }

    record Refused(List<Result> results) implements Export {
    }

    /// One torrent as it is, several in a zip; all or nothing.
    ///
    /// @throws Problem 400 for more than 200
    Export of(Chosen chosen, Origin origin) {
        if (chosen.size() > MOST) {
            throw Problem.badRequest("At most " + MOST + " .torrent files are saved at once. Choose fewer.");
        }
        var files = new ArrayList<File>();
        for (var listed : chosen.torrents()) {
            var outcome = gate.run(chosen.person(), new Command(listed.instance(), Verb.EXPORT.action(),
                    Map.of("hash", listed.torrent().hash().value()), List.of(), origin));
            if (!(outcome instanceof Outcome.Done(var count, var content))) {
                return new Refused(List.of(commands.result(Verb.EXPORT, listed.instance(), outcome, 1)));
            }
            files.add(new File(name(listed), content.type(), content.bytes()));
        }
        return files.size() == 1 ? files.getFirst() : new File("torrents.zip", "application/zip", zip(files));
    }

    private static String name(Listed listed) {
        return listed.instance() + "-" + listed.torrent().hash() + ".torrent";
    }

    private static byte[] zip(List<File> files) {
        try (var bytes = new ByteArrayOutputStream(); var zip = new ZipOutputStream(bytes)) {
            for (var file : files) {
                zip.putNextEntry(new ZipEntry(file.name()));
                zip.write(file.content());
                zip.closeEntry();
            }
            zip.finish();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
