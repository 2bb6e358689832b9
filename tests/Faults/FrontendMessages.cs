using System.Buffers.Binary;
using System.Text;

namespace Supervision.Faults;

/// <summary>
/// Follows what one client says to PostgreSQL (protocol 3.0, no encryption) only so far as to know where a COMMIT
/// begins: in a simple query, in a Parse, or in a Bind of a statement that was prepared from one.
/// </summary>
internal sealed class FrontendMessages
{
    private const int HeadBytes = 5;
    // Of a message's content that is kept; what we look for stands at its beginning.
    private const int KeptBytesMax = 256;

    private readonly HashSet<string> commits = new(StringComparer.Ordinal);
    private readonly List<byte> kept = [];
    private long contentLeft;
    private bool isStarted;

    /// <summary>
    /// The place in these bytes where the first message begins that says COMMIT (0 if it began before them); −1 if
    /// there is none.
    /// </summary>
    internal int Read(ReadOnlySpan<byte> bytes)
    {
        var found = -1;
        var begin = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (kept.Count == 0)
                begin = i;
            if (kept.Count < KeptBytesMax)
                kept.Add(bytes[i]);
            // The first message has no type.
            var head = isStarted ? HeadBytes : HeadBytes - 1;
            if (kept.Count < head)
                continue;
            if (kept.Count == head)
                contentLeft = BinaryPrimitives.ReadInt32BigEndian([.. kept[^4..]]) - 4;
            else
                contentLeft--;
            if (contentLeft > 0)
            {
                // Nothing that we look for is in the middle of a long one.
                var skipped = kept.Count == KeptBytesMax ? (int)Math.Min(contentLeft - 1, bytes.Length - i - 1) : 0;
                (i, contentLeft) = (i + skipped, contentLeft - skipped);
                continue;
            }

            if (isStarted && SaysCommit() && found < 0)
                found = begin;
            isStarted = true;
            kept.Clear();
        }

        return found;
    }

    private bool SaysCommit()
    {
        var content = Encoding.UTF8.GetString([.. kept[HeadBytes..]]).Split('\0');
        switch ((char)kept[0])
        {
            case 'Q':
                return IsCommit(content[0]);
            case 'P':
                commits.Remove(content[0]);
                return IsCommit(content[1]) && commits.Add(content[0]);
            case 'B':
                return commits.Contains(content[1]);
            default:
                return false;
        }
    }

    private static bool IsCommit(string sql) =>
        sql.TrimEnd(' ', ';', '\n').EndsWith("commit", StringComparison.OrdinalIgnoreCase);
}
