package gatehouse.web;

import java.util.List;

import gatehouse.web.Commands.Result;
import gatehouse.web.Deletes.Undo;

/// What became of something that was asked, and what of it can still be undone.
public record Told(String verb, List<Result> results, List<Undo> undos) {

    /// Nothing was asked by this request; what was asked before may still be undone.
    static Told nothing(List<Undo> undos) {
        return new Told("", List.of(), undos);
    }

    /// Several instances, or not all of the torrents: then the fraction stands first.
    public boolean fraction() {
        return results.size() > 1 || results.stream().anyMatch(result -> result.reached() > 0 && !result.done());
    }

    public int reached() {
        return results.stream().mapToInt(Result::reached).sum();
    }

    public int asked() {
        return results.stream().mapToInt(Result::asked).sum();
    }

    public boolean done() {
        return results.stream().allMatch(Result::done);
    }
}
