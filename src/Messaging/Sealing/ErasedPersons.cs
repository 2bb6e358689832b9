using System.Text;
using Supervision.Domain;
using Supervision.Ledger;

namespace Supervision.Messaging.Sealing;

/// <summary>
/// The persons whose keys were destroyed, one id a line in a file beside the master key: outside of what a restored
/// database can undo. A list that is longer than the ledger knows is right; it never gets shorter.
/// </summary>
public sealed class ErasedPersons(string file)
{
    // The file is replaced as a whole: within one process one at a time, between two the database's lock orders them.
    private readonly Lock adding = new();

    /// <summary>Who is in it.</summary>
    /// <exception cref="MasterKeyException">Code <c>erased_list_damaged</c>: a line is not an id.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public IReadOnlySet<DataSubjectId> Read()
    {
        try
        {
            return File.Exists(file) ? File.ReadLines(file, Encoding.ASCII)
                .Select(id => new DataSubjectId(Guid.ParseExact(id, "D"))).ToHashSet() : new HashSet<DataSubjectId>();
        }
        catch (FormatException e)
        {
            throw new MasterKeyException("erased_list_damaged", file, e);
        }
    }

    /// <summary>Adds to it; durable when it returns.</summary>
    public void Add(IEnumerable<DataSubjectId> persons)
    {
        lock (adding)
        {
            var before = Read();
            var all = before.Concat(persons).Select(p => p.Value).Distinct().Order().ToList();
            if (all.Count > before.Count)
            {
                PrivateFile.Write(file,
                    Encoding.ASCII.GetBytes(string.Concat(all.Select(id => $"{id:D}\n"))), replace: true);
            }
        }
    }
}
