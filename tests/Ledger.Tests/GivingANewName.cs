namespace Supervision.Ledger.Tests;

public sealed class GivingANewName : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("names-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void that_is_taken_is_refused_and_changes_nothing()
    {
        File.WriteAllText(In("a"), "a");
        File.WriteAllText(In("taken"), "b");
        Should.Throw<IOException>(() => NewName.Give(In("a"), In("taken"))).Message.ShouldContain(In("taken"));
        File.ReadAllText(In("taken")).ShouldBe("b");
    }

    [Fact]
    public void to_several_files_at_once_gives_it_to_one()
    {
        for (var round = 0; round < 300; round++)
        {
            var files = Enumerable.Range(0, 4).Select(n => In($"{round}.{n}")).ToList();
            files.ForEach(f => File.WriteAllText(f, f));
            var won = new List<string>();
            using var start = new Barrier(files.Count);
            var threads = files.ConvertAll(f => new Thread(() =>
            {
                start.SignalAndWait();
                if (IsGiven(f, In($"{round}")))
                    lock (won) won.Add(f);
            }));
            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());
            won.ShouldHaveSingleItem().ShouldBe(File.ReadAllText(In($"{round}")));
        }
    }

    private static bool IsGiven(string file, string name)
    {
        try
        {
            NewName.Give(file, name);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private string In(string name) => Path.Combine(folder, name);
}
